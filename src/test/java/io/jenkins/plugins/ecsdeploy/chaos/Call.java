package io.jenkins.plugins.ecsdeploy.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * One request of the plugin's, as the proxy saw it.
 *
 * @param operation such as {@code ecs:UpdateService}
 * @param fault what it met
 * @param status of the simulator's own answer; 0 if the request never got there
 * @param answer the simulator's own; missing if there is none
 * @param started id of the deployment that it started; empty if it started none
 */
record Call(
        int number,
        Instant at,
        String operation,
        JsonNode request,
        Optional<FaultKind> fault,
        int status,
        JsonNode answer,
        Optional<String> started) {

    private static final Set<String> MUTATING = Set.of(
            "ecs:RegisterTaskDefinition",
            "ecs:DeregisterTaskDefinition",
            "ecs:UpdateService",
            "ecs:StopServiceDeployment",
            "ecs:ContinueServiceDeployment",
            "codedeploy:CreateDeployment",
            "codedeploy:ContinueDeployment",
            "codedeploy:StopDeployment",
            "ecs:RunTask",
            "ecs:StopTask");

    static boolean isMutating(String operation) {
        return MUTATING.contains(operation);
    }

    boolean isMutating() {
        return isMutating(operation);
    }

    boolean is(String name) {
        return operation.equals(name);
    }

    /** Whether AWS did it, whatever the caller learned of that. */
    boolean tookEffect() {
        return isMutating() && status == 200;
    }

    /** Whether its caller can't know if AWS did it. */
    boolean answerWasLost() {
        return fault.filter(met -> switch (met) {
                    case SERVER_ERROR, UNAVAILABLE, CUT_BEFORE, CUT_AFTER, CUT_ANSWER, LATE_AND_LOST -> true;
                    default -> false;
                })
                .isPresent();
    }

    /** Whether its caller got an answer to go by. */
    boolean wasAnswered() {
        return fault.filter(met -> met.is(FaultKind.Group.PASSING) && met != FaultKind.LATE && met != FaultKind.STALE)
                .isEmpty();
    }

    @Override
    public String toString() {
        boolean onlySettings = is("ecs:UpdateService") && !request.has("taskDefinition");
        return "#" + number + " " + operation + (onlySettings ? " of settings" : "")
                + fault.map(met -> " " + met).orElse("") + (status == 0 ? "" : " " + status)
                + started.map(id -> " started " + id).orElse("");
    }
}
