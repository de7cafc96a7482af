package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import hudson.model.Result;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.WarningAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** Marks a step as unstable in the graph of its Pipeline, with the reason: the build's own result leaves its stage green. */
final class NodeWarning {

    private NodeWarning() {}

    static void unstable(StepContext context, String reason) throws IOException, InterruptedException {
        FlowNode node = context.get(FlowNode.class);
        if (node != null) {
            node.addAction(new WarningAction(Result.UNSTABLE).withMessage(reason));
        }
    }
}
