package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The predefined deployment configurations for ECS (user guide, "Deployment configurations on an Amazon ECS …"). */
final class TrafficConfig {

    /** @param pause before the next step */
    record Step(int percent, Duration pause) {}

    private static final Pattern PREDEFINED = Pattern.compile(
            "CodeDeployDefault\\.ECS(AllAtOnce|Linear10PercentEvery([13])Minutes" + "|Canary10Percent(5|15)Minutes)");

    private TrafficConfig() {}

    /** Empty for an unknown configuration; custom ones aren't simulated. */
    static Optional<List<Step>> steps(String name) {
        Matcher config = PREDEFINED.matcher(name);
        if (!config.matches()) {
            return Optional.empty();
        }
        List<Step> steps = new ArrayList<>();
        if (config.group(2) != null) {
            for (int percent = 10; percent < 100; percent += 10) {
                steps.add(new Step(percent, Duration.ofMinutes(Integer.parseInt(config.group(2)))));
            }
        } else if (config.group(3) != null) {
            steps.add(new Step(10, Duration.ofMinutes(Integer.parseInt(config.group(3)))));
        }
        steps.add(new Step(100, Duration.ZERO));
        return Optional.of(steps);
    }
}
