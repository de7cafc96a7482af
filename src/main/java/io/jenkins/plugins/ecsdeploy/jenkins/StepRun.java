package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.slaves.WorkspaceList;
import io.jenkins.plugins.ecsdeploy.operations.KnownValues;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jenkinsci.plugins.workflow.graph.FlowNode;
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
    private final BuildEnvironment own;
    private final Workspace folder;
    private final Workspace node;
    private final Supplier<Optional<String>> approver;

    private StepRun(
            Run<?, ?> run,
            TaskListener listener,
            EnvVars environment,
            BuildEnvironment own,
            Workspace folder,
            Workspace node,
            Supplier<Optional<String>> approver) {
        this.run = run;
        this.listener = listener;
        this.environment = environment;
        this.own = own;
        this.folder = folder;
        this.node = node;
        this.approver = approver;
    }

    /** Of a step of a Pipeline. */
    public static StepRun of(StepContext context) throws IOException, InterruptedException {
        EnvVars environment = context.get(EnvVars.class);
        return new StepRun(
                context.get(Run.class),
                context.get(TaskListener.class),
                environment == null ? new EnvVars() : environment,
                BuildEnvironment.of(context),
                () -> context.get(FilePath.class),
                () -> PipelineWorkspace.of(context),
                () -> approver(context));
    }

    private static Optional<String> approver(StepContext context) {
        try {
            FlowNode step = context.get(FlowNode.class);
            return step == null ? Optional.empty() : InputApproval.before(step);
        } catch (IOException | LinkageError withoutInput) {
            return Optional.empty();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    /**
     * Of a build step: in a freestyle job, or in a Pipeline that calls it with {@code step}.
     *
     * @param workspace null if the build has none
     */
    public static StepRun of(
            Run<?, ?> run, TaskListener listener, EnvVars environment, @CheckForNull FilePath workspace)
            throws IOException, InterruptedException {
        return new StepRun(
                run,
                listener,
                environment,
                BuildEnvironment.of(run, environment, workspace),
                () -> workspace,
                () -> workspace,
                Optional::empty);
    }

    /** After the build: there is no log, and nothing that it had set. */
    public static StepRun after(Run<?, ?> run) {
        return new StepRun(
                run, TaskListener.NULL, new EnvVars(), BuildEnvironment.NONE, () -> null, () -> null, Optional::empty);
    }

    public Run<?, ?> run() {
        return run;
    }

    public TaskListener listener() {
        return listener;
    }

    /** Who answered the {@code input} that led to this step of a Pipeline; empty if there was none. */
    public Optional<String> approver() {
        return approver.get();
    }

    /** All variables, those of the agent too. */
    public EnvVars environment() {
        return environment;
    }

    /** The variables that the build itself has set around the step, without those of the agent. */
    public Map<String, String> ownEnvironment() {
        return own.variables();
    }

    /** For placeholders: which account and cluster an agent has in its environment is nobody's word about a step's. */
    public Map<String, String> environmentOfTemplates() {
        Map<String, String> variables = new LinkedHashMap<>(environment);
        for (String name : List.of(KnownValues.ACCOUNT, KnownValues.CLUSTER)) {
            if (!own.variables().containsKey(name)) {
                variables.remove(name);
            }
        }
        return variables;
    }

    /** Names of variables whose values are secrets. */
    public Set<String> sensitiveVariables() {
        return own.sensitive();
    }

    /** The variable whose secret a text holds; empty if it holds none that is known. */
    public Optional<String> secretIn(String text) {
        return own.sensitive().stream()
                .filter(name -> {
                    String secret = environment.get(name);
                    return secret != null && !secret.isBlank() && text.contains(secret);
                })
                .findFirst();
    }

    /**
     * The folder that paths start from: the workspace, or that of a {@code dir} around the step.
     *
     * @throws AbortException if the step is outside of a {@code node}
     */
    public FilePath folder(String step) throws IOException, InterruptedException {
        FilePath found = folder.find();
        if (found == null) {
            throw new AbortException(
                    step + " reads from the workspace, so it needs one: put it inside node { } or give the"
                            + " stage an agent.");
        }
        return found;
    }

    /** What paths may not lead out of: the node's workspace and its folder for temporary files; paths on the agent. */
    public List<String> workspaceRoots(String step) throws IOException, InterruptedException {
        FilePath found = node.find();
        FilePath workspace = found == null ? folder(step) : found;
        FilePath temporary = WorkspaceList.tempDir(workspace);
        return temporary == null
                ? List.of(workspace.getRemote())
                : List.of(workspace.getRemote(), temporary.getRemote());
    }

    @Override
    public void line(String step, String line) {
        listener.getLogger().println(ArnNote.annotated("[" + step + "] " + line));
    }
}
