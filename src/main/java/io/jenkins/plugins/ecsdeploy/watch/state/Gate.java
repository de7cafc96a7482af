package io.jenkins.plugins.ecsdeploy.watch.state;

import java.time.Instant;
import java.util.Optional;

/**
 * Where a deployment stands still until somebody says how it goes on: a PAUSE hook of ECS, or CodeDeploy's `Ready`.
 *
 * @param deploymentArn of the service deployment, or the id of CodeDeploy's; what an answer has to name
 * @param stage the lifecycle stage that it stands at
 * @param hookId ECS's id of the hook run, which an answer has to name; READY_WAIT for CodeDeploy
 * @param expiresAt when it stops standing still by itself; empty where that is not told
 * @param onExpiry what happens then: ROLLBACK or CONTINUE, or CodeDeploy's STOP_DEPLOYMENT or CONTINUE_DEPLOYMENT
 * @param testEndpoint where test traffic is answered by the new revision, as a URL; empty where there is no such listener
 *     or it could not be found
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
                .map(at -> (then.isEmpty() ? "; expires" : then) + " at " + at)
                .orElse(then);
        return "Paused at " + stage + " (hook " + hookId + ")" + expiry + "."
                + testEndpoint.map(url -> " Test traffic: " + url).orElse("");
    }
}
