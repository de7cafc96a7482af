package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import java.io.IOException;
import org.jenkinsci.plugins.workflow.steps.StepContext;

/** The build that an operation runs in: its log, its environment and its workspace. */
public final class StepRun implements StepLog {

    /** Found only when needed: Jenkins fails the look-up if the agent is lost, and a wait needs no agent. */
    @FunctionalInterface
    private interface Workspace {
        @CheckForNull
        FilePath find() throws IOException, InterruptedException;
    }

    private final Run<?, ?> run;
    private final TaskListener listener;
    private final EnvVars environment;
    private final Workspace workspace;

    /** @param workspace null if the build has none */
    public StepRun(Run<?, ?> run, TaskListener listener, EnvVars environment, @CheckForNull FilePath workspace) {
        this(run, listener, environment, () -> workspace);
    }

    private StepRun(Run<?, ?> run, TaskListener listener, EnvVars environment, Workspace workspace) {
        this.run = run;
        this.listener = listener;
        this.environment = environment;
        this.workspace = workspace;
    }

    public static StepRun of(StepContext context) throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        return new StepRun(
                context.get(Run.class),
                context.get(TaskListener.class),
                environment == null ? new EnvVars() : environment,
                () -> context.get(FilePath.class));
    }

    public Run<?, ?> run() {
        return run;
    }

    public TaskListener listener() {
        return listener;
    }

    public EnvVars environment() {
        return environment;
    }

    /** @throws AbortException if the step is outside of a {@code node} */
    public FilePath workspace(String step) throws IOException, InterruptedException {
        FilePath found = workspace.find();
        if (found == null) {
            throw new AbortException(
                    step + " reads from the workspace, so it needs one: put it inside node { } or give the"
                            + " stage an agent.");
        }
        return found;
    }

    @Override
    public void line(String step, String line) {
        listener.getLogger().println("[" + step + "] " + line);
    }
}
