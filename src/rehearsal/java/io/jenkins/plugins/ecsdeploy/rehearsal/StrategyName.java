package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.update.request.Strategy;

/** The strategies by the names of the command line. */
enum StrategyName {
    ROLLING("rolling") {
        @Override
        Strategy strategy(int bakeMinutes) {
            return new Strategy.Rolling();
        }
    },
    BLUE_GREEN("blue-green") {
        @Override
        Strategy strategy(int bakeMinutes) {
            return new Strategy.BlueGreen(bakeMinutes);
        }
    };

    private final String option;

    StrategyName(String option) {
        this.option = option;
    }

    abstract Strategy strategy(int bakeMinutes);

    @Override
    public String toString() {
        return option;
    }
}
