package io.jenkins.plugins.ecsdeploy.jenkins.wait;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Result;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.Interruptions;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.StepThreads;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildTasks;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.task.OneOffTasks;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.io.IOException;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.util.Timer;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;

/**
 * {@code runTask} in a Pipeline. It holds no thread and no executor. What is sent is saved before, so after a restart of the
 * controller it finds its tasks again, and starts none twice.
 */
public final class RunTaskExecution extends StepExecution {

    private static final long serialVersionUID = 1L;

    private static final Logger LOGGER = Logger.getLogger(RunTaskExecution.class.getName());

    private static final int LONGEST_STOP_SECONDS = 10;

    /** The settings of the step, from which the build that runs it gets its tasks. */
    public interface Settings extends Serializable {

        /**
         * Resolves and checks them; nothing is started.
         *
         * @throws AbortException naming a setting that is missing or wrong
         * @throws EcsDeployException the same, from the engine
         */
        SavedTasks plan(StepRun run, Variables variables) throws AbortException;
    }

    private final Settings settings;

    /** Null until it is planned. */
    @CheckForNull
    private volatile SavedTasks tasks;

    /** Null until it has begun, and again for a moment after a restart. */
    @CheckForNull
    private transient volatile OneOffTasks running;

    private transient volatile boolean ended;
    private transient boolean answered;

    public RunTaskExecution(StepContext context, Settings settings) {
        super(context);
        this.settings = settings;
    }

    @Override
    public boolean start() {
        StepThreads.run(this::beginOrFail);
        return false;
    }

    /** What it needs of the build may take a moment after a restart. */
    @Override
    public void onResume() {
        StepThreads.run(this::beginOrFail);
    }

    private void beginOrFail() {
        try {
            StepRun run = StepRun.of(getContext());
            SavedTasks saved = tasks;
            if (saved == null) { // at first, or a restart came before anything was sent
                saved = settings.plan(run, Variables.NONE);
                tasks = saved;
            } else if (saved.state.isStarted()) {
                run.line(
                        StepNames.RUN_TASK,
                        "Continuing after a restart. Lines that containers wrote shortly before it may be missing here.");
            }
            begin(saved, run);
        } catch (EcsDeployException refused) {
            failStep(new AbortException(refused.getMessage()));
        } catch (IOException | InterruptedException failed) { // the settings' own AbortException too
            failStep(failed);
        } catch (RuntimeException | LinkageError bug) { // the pool would hide it
            LOGGER.log(Level.WARNING, "runTask broke", bug);
            failStep(bug);
        }
    }

    private void begin(SavedTasks saved, StepRun run) {
        OneOffTasks begun = ControllerPoller.runTask().tasks(saved.state, saved.build(run));
        synchronized (this) {
            if (ended) { // stopped meanwhile
                return;
            }
            running = begun;
        }
        begun.begin(new Listener(saved, run));
    }

    private void failStep(Throwable cause) {
        if (end()) {
            getContext().onFailure(cause);
        }
    }

    /** Whether this call is the one that ends the step. */
    private synchronized boolean end() {
        if (ended) {
            return false;
        }
        ended = true;
        OneOffTasks known = running;
        if (known != null) {
            known.cancel();
        }
        return true;
    }

    /**
     * Every interruption stops the tasks, unless the step says otherwise: a one-off task belongs to its build. A restart is
     * none. An ECS that does not answer holds the abort up for seconds only.
     */
    @Override
    public void stop(Throwable cause) {
        if (!end()) {
            return;
        }
        OneOffTasks known = running;
        if (known == null) {
            endWith(cause);
            return;
        }
        Timer.get().schedule(() -> endWith(cause), LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        StepThreads.run(() -> {
            try {
                known.interrupted(reason(StepRun.of(getContext()), Interruptions.reason(cause)));
            } catch (IOException | InterruptedException | RuntimeException failed) {
                LOGGER.log(Level.WARNING, "The tasks could not be stopped", failed);
            }
            endWith(cause);
        });
    }

    private synchronized void endWith(Throwable cause) {
        if (!answered) {
            answered = true;
            getContext().onFailure(cause);
        }
    }

    private static String reason(StepRun run, String why) {
        return "Jenkins build " + run.run().getParent().getFullName() + " #"
                + run.run().getNumber() + ": " + why;
    }

    @Override
    public String getStatus() {
        OneOffTasks known = running;
        return known == null ? "starting" : known.status();
    }

    /** Called by the poller: what takes a moment is left to Jenkins' threads. */
    private final class Listener implements OneOffTasks.Listener {

        private final SavedTasks saved;
        private final StepRun run;

        Listener(SavedTasks saved, StepRun run) {
            this.saved = saved;
            this.run = run;
        }

        @Override
        public void save(Runnable then) {
            getContext().saveState().addListener(then, StepThreads::run);
        }

        @Override
        public void ended() {
            StepThreads.run(this::succeed);
        }

        private void succeed() {
            try {
                if (ended) {
                    return;
                }
                Object result = saved.result(run);
                if (!saved.state.troubles().isEmpty()) {
                    StepNode.unstable(getContext(), saved.failure());
                }
                if (end()) {
                    getContext().onSuccess(result);
                }
            } catch (IOException | InterruptedException bad) { // the step's own AbortException too
                failStep(bad);
            } catch (RuntimeException | LinkageError broken) {
                LOGGER.log(Level.WARNING, "runTask broke", broken);
                failStep(broken);
            }
        }

        @Override
        public void failed(RuntimeException why) {
            failStep(why instanceof EcsDeployException ? new AbortException(why.getMessage()) : why);
        }
    }

    /** The tasks as they are saved with the build, and how to call AWS about them. Turns their end into Jenkins' terms. */
    public static final class SavedTasks implements Serializable {

        private static final long serialVersionUID = 1L;

        private final RunTaskState state;
        private final KnownAws aws;
        private final boolean failureIsUnstable;

        /** @param failureIsUnstable whether a bad outcome makes the build unstable, instead of failing it */
        public SavedTasks(RunTaskState state, KnownAws aws, boolean failureIsUnstable) {
            this.state = state;
            this.aws = aws;
            this.failureIsUnstable = failureIsUnstable;
        }

        private OneOffTasks.Build build(StepRun run) {
            return new OneOffTasks.Build(
                    () -> SavedWaits.connection(aws, run),
                    run.ownEnvironment(),
                    run,
                    run.run()::isBuilding,
                    (task, tail) -> StepThreads.run(() -> BuildTasks.ended(
                            run.run(),
                            state.plan().taskDefinition(),
                            task.arn(),
                            task.end().orElseThrow(),
                            tail)));
        }

        private String failure() {
            return String.join("\n", state.troubles());
        }

        /**
         * What the step returns.
         *
         * @throws AbortException after a bad outcome, unless that makes the build unstable
         */
        private Map<String, Object> result(StepRun run) throws AbortException {
            if (!state.troubles().isEmpty()) {
                if (!failureIsUnstable) {
                    throw new AbortException(failure());
                }
                state.troubles().forEach(line -> run.line(StepNames.RUN_TASK, line));
                run.run().setResult(Result.UNSTABLE);
            }
            List<Map<String, Object>> tasks = new ArrayList<>();
            state.runs().forEach(task -> tasks.add(map(task)));
            Map<String, Object> result = new LinkedHashMap<>();
            result.put("outcome", state.outcome().map(Enum::name).orElse(null));
            result.put("taskDefinition", state.plan().taskDefinition());
            result.put("tasks", tasks);
            return result;
        }

        private static Map<String, Object> map(RunTaskState.Run task) {
            Map<String, Object> map = new LinkedHashMap<>();
            map.put("arn", task.arn());
            map.put(
                    "outcome",
                    task.end()
                            .map(RunTaskState.TaskEnd::outcome)
                            .map(Outcome::name)
                            .orElse(null));
            map.put("stopCode", task.end().map(RunTaskState.TaskEnd::stopCode).orElse(null));
            map.put("reason", task.end().map(RunTaskState.TaskEnd::reason).orElse(null));
            map.put(
                    "exitCodes",
                    new LinkedHashMap<>(
                            task.end().map(RunTaskState.TaskEnd::exitCodes).orElseGet(LinkedHashMap::new)));
            return map;
        }
    }

    /** The same in a freestyle job: it holds the build's thread and executor until the tasks have ended. */
    public static final class Blocking implements StepOperation {

        private final Settings settings;
        private final Variables variables;

        public Blocking(Settings settings, Variables variables) {
            this.settings = settings;
            this.variables = variables;
        }

        @Override
        public boolean needsWorkspace() {
            return false;
        }

        @Override
        public Map<String, Object> run(StepRun run) throws IOException, InterruptedException {
            SavedTasks planned = settings.plan(run, variables);
            ControllerPoller.runTask().run(planned.state, planned.build(run), () -> {
                String why = Interruptions.reason();
                return why.isEmpty() ? "" : reason(run, why);
            });
            return planned.result(run);
        }

        @Override
        public Map<String, String> environment(Map<String, Object> result) {
            Map<String, String> variables = new LinkedHashMap<>();
            List<?> tasks = (List<?>) result.get("tasks");
            if (!tasks.isEmpty()) {
                variables.put("ECS_TASK_ARN", (String) ((Map<?, ?>) tasks.get(0)).get("arn"));
            }
            if (result.get("outcome") != null) {
                variables.put("ECS_TASK_OUTCOME", (String) result.get("outcome"));
            }
            return variables;
        }
    }
}
