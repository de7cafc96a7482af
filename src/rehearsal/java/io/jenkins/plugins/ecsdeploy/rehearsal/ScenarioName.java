package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;

/** The simulator's scenarios by the names of the command line. */
enum ScenarioName {
    HEALTHY("healthy", Scenario.HEALTHY),
    CRASH("crash", Scenario.CRASH),
    UNHEALTHY("unhealthy", Scenario.UNHEALTHY),
    NO_CAPACITY("no-capacity", Scenario.NO_CAPACITY),
    PULL_ERROR("pull-error", Scenario.PULL_ERROR);

    private final String option;
    private final Scenario scenario;

    ScenarioName(String option, Scenario scenario) {
        this.option = option;
        this.scenario = scenario;
    }

    Scenario scenario() {
        return scenario;
    }

    @Override
    public String toString() {
        return option;
    }
}
