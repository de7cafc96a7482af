package io.jenkins.plugins.ecsdeploy.update.request;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.math.BigDecimal;

/** Refuses numbers that the API does not accept, before it is called. */
final class RangeCheck {

    private RangeCheck() {}

    /**
     * @param parameter as it reads in a Jenkinsfile, such as {@code canary: bakeMinutes}
     * @param source the API's member that sets the bounds
     */
    static void check(String parameter, int value, int least, int most, String source) {
        if (value < least || value > most) {
            throw new ServiceRefusedException(parameter + " must be from " + least + " to " + most + ", not " + value
                    + " (ECS API, " + source + ").");
        }
    }

    /** Percentages are multiples of 0.1 (API reference, LinearConfiguration and CanaryConfiguration). */
    static void checkPercent(String parameter, double value, double least, String source) {
        if (!(value >= least && value <= 100)
                || BigDecimal.valueOf(value).stripTrailingZeros().scale() > 1) {
            throw new ServiceRefusedException(parameter + " must be a multiple of 0.1 from " + least + " to 100.0, not "
                    + value + " (ECS API, " + source + ").");
        }
    }
}
