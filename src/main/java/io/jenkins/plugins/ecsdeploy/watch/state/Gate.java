package io.jenkins.plugins.ecsdeploy.watch.state;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Where a deployment is paused until an answer lets it continue or roll back: a PAUSE hook of ECS, or CodeDeploy's
 * status Ready.
 *
 * @param deploymentArn of the service deployment, or CodeDeploy's id; an answer has to name it
 * @param stage the lifecycle stage that it is paused at
 * @param hookId ECS' id of the hook's run, which an answer has to name; READY_WAIT for CodeDeploy
 * @param expiresAt when the pause ends by itself; empty if unknown
 * @param onExpiry what happens then: ROLLBACK or CONTINUE, or CodeDeploy's STOP_DEPLOYMENT or CONTINUE_DEPLOYMENT
 * @param testTraffic what a request needs to reach the new revision; empty if that can't be told
 * @param step which of several traffic shifts it is paused before, from 1; 0 if there are not several
 * @param steps how many there are; each pauses again, with a hook id of its own
 * @param noTestTraffic why it can't be told, as part of a sentence; empty if it can, and if there is no test listener rule
 */
public record Gate(
        String deploymentArn,
        String stage,
        String hookId,
        Optional<Instant> expiresAt,
        String onExpiry,
        int step,
        int steps,
        Optional<TestTraffic> testTraffic,
        String noTestTraffic) {

    Gate with(TestTraffic reached) {
        return new Gate(deploymentArn, stage, hookId, expiresAt, onExpiry, step, steps, Optional.of(reached), "");
    }

    Gate withoutTestTraffic(String why) {
        return new Gate(deploymentArn, stage, hookId, expiresAt, onExpiry, step, steps, Optional.empty(), why);
    }

    /** URL below which the new revision answers every request; empty if a request needs more than that. */
    public Optional<String> testEndpoint() {
        return testTraffic
                .filter(traffic -> traffic.whyNotTheUrlAlone().isEmpty())
                .map(TestTraffic::url);
    }

    /** Why there is no {@link #testEndpoint}; empty if there is one. */
    public Optional<String> noTestEndpoint() {
        return testTraffic.isPresent()
                ? testTraffic.get().whyNotTheUrlAlone()
                : Optional.of(noTestTraffic.isEmpty() ? "the load balancer has no testListenerRule" : noTestTraffic);
    }

    /** For a log: {@code Paused at POST_SCALE_UP (hook …); rolls back automatically at 2026-01-01T12:00:00Z.} */
    public String describe() {
        String then =
                switch (onExpiry) {
                    case "CONTINUE", "CONTINUE_DEPLOYMENT" -> "; continues automatically";
                    case "ROLLBACK" -> "; rolls back automatically";
                    case "STOP_DEPLOYMENT" -> "; stops automatically";
                    default -> onExpiry.isEmpty() ? "" : "; " + onExpiry;
                };
        String expiry = expiresAt
                .map(at -> (then.isEmpty() ? "; expires" : then) + " at " + at.truncatedTo(ChronoUnit.SECONDS))
                .orElse(then);
        String where = stage.isEmpty() ? "Paused" : "Paused at " + stage; // a rolling deployment names no stage
        return where + (steps == 0 ? "" : ", step " + step + " of " + steps) + " (hook " + hookId + ")" + expiry + "."
                + test();
    }

    private String test() {
        if (testTraffic.isEmpty()) {
            return noTestTraffic.isEmpty() ? "" : " Test traffic: unknown, because " + noTestTraffic + ".";
        }
        return " Test traffic: " + testTraffic.get().url()
                + testTraffic
                        .get()
                        .whyNotTheUrlAlone()
                        .map(why -> " (" + why + ")")
                        .orElse("");
    }
}
