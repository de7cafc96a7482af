package io.jenkins.plugins.ecsdeploy.operations.task;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.await.WaitTools;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState.Terms;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import io.jenkins.plugins.ecsdeploy.task.TaskPlanner;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Supplier;

/**
 * {@code runTask}: runs one-off tasks and waits for their end. A wait holds no thread: {@link #tasks} is for whoever is
 * notified of the end, {@link #run} for whoever has a thread to wait with.
 */
public final class RunTask {

    private static final String STEP = StepNames.RUN_TASK;

    private static final int MOST_TASKS = 100;

    /** API reference of RunTask, startedBy: up to 128 letters, digits, hyphens, slashes and underscores. */
    private static final int LONGEST_LABEL = 60;

    private static final int TOKEN_BYTES = 18;

    private final WaitTools tools;
    private final SecureRandom random = new SecureRandom();

    public RunTask(WaitTools tools) {
        this.tools = tools;
    }

    /**
     * Resolves and checks what is asked; nothing is started.
     *
     * @param label whose tasks they are, such as {@code shop-7}; becomes part of startedBy
     * @throws io.jenkins.plugins.ecsdeploy.EcsDeployException naming all that is wrong
     */
    public RunTaskState plan(AwsConnection connection, TaskPlan.Request asked, String label, Terms terms, StepLog log) {
        if (asked.count() < 1 || asked.count() > MOST_TASKS) {
            throw new RequestException(STEP, "count must be from 1 to " + MOST_TASKS + ", not " + asked.count() + ".");
        }
        TaskPlanner.Planned planned;
        try (AwsClients clients = new AwsClients(connection)) {
            planned = new TaskPlanner(clients).plan(asked);
        }
        if (terms.logs()) {
            planned.plan()
                    .containers()
                    .forEach(one -> one.whyNoLog(connection.region().id())
                            .ifPresent(why -> log.line(STEP, "No lines of container " + one.name() + " here: " + why)));
        }
        return new RunTaskState(planned.plan(), planned.request().toString(), asked.count(), name(label), terms);
    }

    /** Random, because two tasks must never share a client token; with a label, so that a person knows whose they are. */
    private String name(String label) {
        byte[] bytes = new byte[TOKEN_BYTES];
        random.nextBytes(bytes);
        String safe = label.replaceAll("[^A-Za-z0-9_-]+", "-");
        return "jenkins/" + safe.substring(Math.max(0, safe.length() - LONGEST_LABEL)) + "/"
                + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The tasks of this state, not begun yet. */
    public OneOffTasks tasks(RunTaskState state, OneOffTasks.Build build) {
        return new OneOffTasks(state, build, tools);
    }

    /**
     * Runs them, and waits in the calling thread.
     *
     * @param interrupted says why the build is interrupted, for the tasks' stop; empty: they are left alone
     * @throws InterruptedException if the build is aborted
     */
    public void run(RunTaskState state, OneOffTasks.Build build, Supplier<String> interrupted)
            throws InterruptedException {
        OneOffTasks tasks = tasks(state, build);
        End end = new End();
        try {
            tasks.begin(end);
            end.reached.get();
        } catch (ExecutionException failed) {
            throw failed.getCause() instanceof RuntimeException why ? why : new IllegalStateException(failed);
        } catch (InterruptedException aborted) {
            String why = interrupted.get();
            if (!why.isEmpty()) {
                tasks.interrupted(why);
            }
            throw aborted;
        } finally {
            tasks.cancel();
        }
    }

    private static final class End implements OneOffTasks.Listener {

        private final CompletableFuture<Void> reached = new CompletableFuture<>();

        @Override
        public void save(Runnable then) {
            then.run(); // whoever waits in a thread does not continue after a restart
        }

        @Override
        public void ended() {
            reached.complete(null);
        }

        @Override
        public void failed(RuntimeException why) {
            reached.completeExceptionally(why);
        }
    }
}
