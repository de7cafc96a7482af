package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.model.User;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.jenkinsci.plugins.workflow.actions.ErrorAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.FlowInterruptedException;
import org.jenkinsci.plugins.workflow.support.steps.input.InputSubmittedAction;
import org.jenkinsci.plugins.workflow.support.steps.input.Rejection;

/**
 * Who answered the {@code input} that led to a step: the last one on the way to it, after the wait that it follows. Loaded by
 * Pipelines only, and only where {@code input} is installed.
 */
final class InputApproval {

    /** An answer from before one of these was not about what they found. */
    private static final Set<String> BEGINNINGS = Set.of("updateService", "awaitSteady", "rollbackService");

    private static final int FARTHEST = 500;

    private InputApproval() {}

    /** @return the full name, or the ID of a user that Jenkins does not know; empty if there was no {@code input} */
    static Optional<String> before(FlowNode step) {
        Deque<FlowNode> next = new ArrayDeque<>(step.getParents());
        Set<String> seen = new HashSet<>();
        while (!next.isEmpty() && seen.size() < FARTHEST) {
            FlowNode node = next.poll();
            if (!seen.add(node.getId()) || BEGINNINGS.contains(node.getDisplayFunctionName())) {
                continue;
            }
            InputSubmittedAction submitted = node.getPersistentAction(InputSubmittedAction.class);
            if (submitted != null) {
                return Optional.ofNullable(submitted.getApprover()).map(InputApproval::name);
            }
            Optional<String> rejected = rejected(node);
            if (rejected.isPresent()) {
                return rejected;
            }
            next.addAll(node.getParents());
        }
        return Optional.empty();
    }

    /** The step then rolls back, in a {@code catch}. */
    private static Optional<String> rejected(FlowNode node) {
        ErrorAction error = node.getPersistentAction(ErrorAction.class);
        return error != null && error.getError() instanceof FlowInterruptedException interrupted
                ? interrupted.getCauses().stream()
                        .filter(Rejection.class::isInstance)
                        .map(cause -> ((Rejection) cause).getUser())
                        .flatMap(user -> Optional.ofNullable(user).stream())
                        .map(User::getFullName)
                        .findFirst()
                : Optional.empty();
    }

    private static String name(String id) {
        return Optional.ofNullable(User.getById(id, false))
                .map(User::getFullName)
                .orElse(id);
    }
}
