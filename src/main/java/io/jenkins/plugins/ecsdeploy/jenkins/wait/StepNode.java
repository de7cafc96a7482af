package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.saved.AwaitState;
import java.io.IOException;
import java.util.stream.Collectors;
import org.jenkinsci.plugins.workflow.actions.LabelAction;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** A step in the graph of its Pipeline. */
final class StepNode {

    private static final int LONGEST = 80;

    private StepNode() {}

    /** Names the services of a step whose arguments name none. */
    static void label(StepContext context, AwaitState state) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addAction(new LabelAction(StepNames.AWAIT_STEADY + ": " + services(state)));
        }
    }

    private static String services(AwaitState state) {
        String names =
                state.waits().stream().map(wait -> wait.service().service()).collect(Collectors.joining(", "));
        return names.length() <= LONGEST ? names : names.substring(0, LONGEST - 1) + "…";
    }

    /** Marks it as unstable, with the reason: the build's own result leaves its stage green. */
    static void unstable(StepContext context, String reason) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
        }
    }
}
