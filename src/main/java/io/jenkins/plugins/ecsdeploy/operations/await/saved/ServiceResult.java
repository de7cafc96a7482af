package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;
import java.util.Optional;

/**
 * How the wait for one service ended.
 *
 * @param outcome empty if AWS could not be asked to the end
 * @param reason of the outcome, or why there is none
 * @param stage the lifecycle stage that was seen last; empty if there was none
 * @param gate where the deployment was paused when the wait ended
 */
public record ServiceResult(
        ServiceRef service,
        Optional<Outcome> outcome,
        String reason,
        String stage,
        Optional<Gate> gate,
        long durationSeconds) {

    public boolean isGood() {
        return outcome.filter(Outcome::isGood).isPresent();
    }

    /** {@code webshop: ROLLED_BACK: …}. */
    public String summary() {
        return service.service() + ": " + outcome.map(known -> known + ": ").orElse("") + reason;
    }
}
