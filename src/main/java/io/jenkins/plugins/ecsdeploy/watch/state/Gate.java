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
 * @param testEndpoint URL at which the new revision answers test traffic; empty if there is no such listener, or it
 *     could not be read
 */
public record Gate(
        String deploymentArn,
        String stage,
        String hookId,
        Optional<Instant> expiresAt,
        String onExpiry,
        Optional<String> testEndpoint) {

    Gate withTestEndpoint(Optional<String> address) {
        return new Gate(deploymentArn, stage, hookId, expiresAt, onExpiry, address);
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
        return where + " (hook " + hookId + ")" + expiry + "."
                + testEndpoint.map(url -> " Test traffic: " + url).orElse("");
    }
}
