package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.FilePath;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.actions.WorkspaceAction;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The workspace of the {@code node} or {@code ws} around a step, whatever {@code dir} is in between. Loaded by Pipelines only. */
final class PipelineWorkspace {

    private PipelineWorkspace() {}

    /** Null if there is none. */
    @CheckForNull
    static FilePath of(StepContext context) throws IOException, InterruptedException {
        FilePath folder = context.get(FilePath.class);
        FlowNode step = context.get(FlowNode.class);
        if (folder == null || step == null) {
            return folder;
        }
        for (FlowNode block : step.iterateEnclosingBlocks()) {
            WorkspaceAction workspace = block.getPersistentAction(WorkspaceAction.class);
            if (workspace != null) {
                return new FilePath(folder.getChannel(), workspace.getPath());
            }
        }
        return folder;
    }
}
