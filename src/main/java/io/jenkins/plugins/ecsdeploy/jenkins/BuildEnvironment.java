package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.EnvVars;
import hudson.FilePath;
import hudson.model.AbstractBuild;
import hudson.model.Computer;
import hudson.model.Run;
import hudson.model.TaskListener;
import java.io.IOException;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import org.jenkinsci.plugins.workflow.steps.EnvironmentExpander;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.support.actions.EnvironmentAction;

/**
 * What a build itself has set around a step: {@code withCredentials}, {@code withAWS}, {@code withEnv}, {@code environment {
 * }}, {@code env.NAME}, parameters, properties of its folders and global ones. Without what an agent has: the agent's process
 * and whoever configures its node don't decide whose AWS account is called.
 *
 * @param variables all of them
 * @param sensitive names of those whose values are secrets
 */
record BuildEnvironment(Map<String, String> variables, Set<String> sensitive) {

    static final BuildEnvironment NONE = new BuildEnvironment(Map.of(), Set.of());

    BuildEnvironment {
        variables = Collections.unmodifiableMap(new TreeMap<>(variables));
        sensitive = Collections.unmodifiableSet(new TreeSet<>(sensitive));
    }

    /** As DefaultStepContext of workflow-support puts a step's environment together, but without the agent's. */
    static BuildEnvironment of(StepContext context) throws IOException, InterruptedException {
        Run<?, ?> run = context.get(Run.class);
        EnvironmentExpander around = context.get(EnvironmentExpander.class);
        return new BuildEnvironment(
                EnvironmentExpander.getEffectiveEnvironment(ofScript(run), null, around, context, TaskListener.NULL),
                around == null ? Set.of() : around.getSensitiveVariables());
    }

    /** With what the script has assigned to {@code env}. */
    private static EnvVars ofScript(Run<?, ?> run) throws IOException, InterruptedException {
        EnvironmentAction assigned = run.getAction(EnvironmentAction.class);
        return assigned == null ? run.getEnvironment(TaskListener.NULL) : assigned.getEnvironment();
    }

    /**
     * Of a build step: in a freestyle build, or in a Pipeline that calls it with {@code step}.
     *
     * @param all its environment, with the agent's
     * @param workspace null if it has none
     */
    static BuildEnvironment of(Run<?, ?> run, EnvVars all, @CheckForNull FilePath workspace)
            throws IOException, InterruptedException {
        if (run instanceof AbstractBuild<?, ?> build) {
            return new BuildEnvironment(ofFreestyle(build), build.getSensitiveBuildVariables());
        }
        Map<String, String> own = new TreeMap<>(all);
        Computer agent = workspace == null ? null : workspace.toComputer();
        if (agent != null) {
            own.entrySet().removeAll(agent.getEnvironment().entrySet());
        }
        return new BuildEnvironment(own, Set.of());
    }

    /** Asked in a thread that is no executor's: there, Jenkins leaves the agent's variables out. */
    private static EnvVars ofFreestyle(AbstractBuild<?, ?> build) throws IOException, InterruptedException {
        try {
            return Computer.threadPoolForRemoting
                    .submit(() -> build.getEnvironment(TaskListener.NULL))
                    .get();
        } catch (ExecutionException failed) {
            throw new IOException("The build's environment could not be read", failed.getCause());
        }
    }
}
