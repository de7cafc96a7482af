package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.ComboBoxModel;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.StepAws;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerOverrides;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.MapEntry;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.NamedValue;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.ControllerPoller;
import io.jenkins.plugins.ecsdeploy.jenkins.wait.RunTaskExecution;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.task.RunTaskState;
import io.jenkins.plugins.ecsdeploy.task.TaskPlan;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import org.jenkinsci.plugins.workflow.steps.StepContext;
import org.jenkinsci.plugins.workflow.steps.StepExecution;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code runTask}: runs one-off tasks, such as a database migration, and waits for their end. */
public final class RunTaskStep extends TaskPlacementStep implements RunTaskExecution.Settings {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.RUN_TASK;
    private static final Set<String> ON_FAILURE = Set.of("fail", "unstable");
    private static final Set<String> ON_INTERRUPT = Set.of("stop", "leave");

    private final String taskDefinition;
    private @CheckForNull String container;
    private @CheckForNull ArrayList<String> command;
    /** ArrayLists, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<NamedValue> environment = new ArrayList<>();

    private @CheckForNull Integer cpu;
    private @CheckForNull Integer memory;
    private @CheckForNull String taskRoleArn;
    private int count = DescriptorImpl.DEFAULT_COUNT;
    private @CheckForNull Integer timeoutMinutes;
    private boolean logs = true;
    private boolean wait = true;
    private String onInterrupt = DescriptorImpl.DEFAULT_ON_INTERRUPT;
    private String onFailure = DescriptorImpl.DEFAULT_ON_FAILURE;

    @DataBoundConstructor
    public RunTaskStep(@CheckForNull String taskDefinition) {
        this.taskDefinition = Text.orDefault(taskDefinition, "");
    }

    /** {@code family} (its newest active revision), {@code family:revision} or ARN. */
    public String getTaskDefinition() {
        return taskDefinition;
    }

    /** The one whose exit code decides, and that command and environment are for; null: the only essential one. */
    @CheckForNull
    public String getContainer() {
        return container;
    }

    @DataBoundSetter
    public void setContainer(@CheckForNull String container) {
        this.container = Text.blankToNull(container);
    }

    /** Null: as in the task definition. */
    @CheckForNull
    public List<String> getCommand() {
        return command == null ? null : List.copyOf(command);
    }

    /** @param command the words; from the form's one text field, a JSON list as in a Dockerfile's CMD */
    @DataBoundSetter
    public void setCommand(@CheckForNull List<String> command) {
        this.command = ContainerOverrides.command(command);
    }

    /** The command as one text, for the form. */
    public String getCommandText() {
        return ContainerOverrides.commandText(command);
    }

    public List<NamedValue> getEnvironment() {
        return List.copyOf(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> environment) {
        this.environment = new ArrayList<>(environment);
    }

    /** CPU units of the task; null: as in the task definition. */
    @CheckForNull
    public Integer getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(@CheckForNull Integer cpu) {
        this.cpu = cpu;
    }

    /** MiB of the task; null: as in the task definition. */
    @CheckForNull
    public Integer getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(@CheckForNull Integer memory) {
        this.memory = memory;
    }

    @CheckForNull
    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(@CheckForNull String taskRoleArn) {
        this.taskRoleArn = Text.blankToNull(taskRoleArn);
    }

    public int getCount() {
        return count;
    }

    @DataBoundSetter
    public void setCount(int count) {
        this.count = count;
    }

    /** Null: as the global configuration says. */
    @CheckForNull
    public Integer getTimeoutMinutes() {
        return timeoutMinutes;
    }

    @DataBoundSetter
    public void setTimeoutMinutes(@CheckForNull Integer timeoutMinutes) {
        this.timeoutMinutes = timeoutMinutes;
    }

    /** Whether the containers' lines are copied to the build's log. */
    public boolean isLogs() {
        return logs;
    }

    @DataBoundSetter
    public void setLogs(boolean logs) {
        this.logs = logs;
    }

    /** Whether to wait for the end of the tasks. */
    public boolean isWait() {
        return wait;
    }

    @DataBoundSetter
    public void setWait(boolean wait) {
        this.wait = wait;
    }

    /** What a time-out and every interruption do with the tasks: {@code stop} or {@code leave}. */
    public String getOnInterrupt() {
        return onInterrupt;
    }

    @DataBoundSetter
    public void setOnInterrupt(@CheckForNull String onInterrupt) {
        this.onInterrupt = Text.orDefault(onInterrupt, DescriptorImpl.DEFAULT_ON_INTERRUPT);
    }

    /** What a bad outcome makes of the build: {@code fail} or {@code unstable}. */
    public String getOnFailure() {
        return onFailure;
    }

    @DataBoundSetter
    public void setOnFailure(@CheckForNull String onFailure) {
        this.onFailure = Text.orDefault(onFailure, DescriptorImpl.DEFAULT_ON_FAILURE);
    }

    /** A Pipeline waits without a thread, and over restarts. */
    @Override
    public StepExecution start(StepContext context) throws AbortException {
        check();
        return new RunTaskExecution(context, this);
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        check();
        return new RunTaskExecution.Blocking(this, variables);
    }

    private void check() throws AbortException {
        Text.required(taskDefinition, "taskDefinition", STEP);
        checkPlacement(STEP);
        if (!ON_FAILURE.contains(onFailure)) {
            throw new AbortException(STEP + ": onFailure must be 'fail' or 'unstable', not '" + onFailure + "'.");
        }
        if (!ON_INTERRUPT.contains(onInterrupt)) {
            throw new AbortException(STEP + ": onInterrupt must be 'stop' or 'leave', not '" + onInterrupt + "'.");
        }
        if (timeoutMinutes != null && timeoutMinutes < 1) {
            throw new AbortException(STEP + ": timeoutMinutes must be 1 or more, not " + timeoutMinutes + ".");
        }
        if (count < 1) {
            throw new AbortException(STEP + ": count must be 1 or more, not " + count + ".");
        }
        if (command != null && command.size() == 1 && command.get(0).strip().matches("(?s)\\S+\\s.*")) {
            throw new AbortException(STEP + ": command is a list of words, and no shell reads it. Write ['sh', '-c', '"
                    + command.get(0).strip() + "'], or each word by itself.");
        }
    }

    @Override
    public RunTaskExecution.SavedTasks plan(StepRun run, Variables variables) throws AbortException {
        StepAws called = new AwsConnections().of(aws(variables), run, STEP);
        Map<String, String> values = MapEntry.map(environment, variables, STEP, "environment");
        values.forEach((key, value) -> run.secretIn(value)
                .ifPresent(secret -> run.line(
                        STEP,
                        "Warning: environment " + key + " holds the secret " + secret
                                + " of this build. Everybody who may"
                                + " describe the task can read it. Put it into Secrets Manager, and name it in the secrets"
                                + " of the task definition.")));
        int minutes = timeoutMinutes == null ? EcsDeployConfiguration.get().getTimeoutMinutes() : timeoutMinutes;
        RunTaskState.Terms terms = new RunTaskState.Terms(
                Instant.now().plus(Duration.ofMinutes(minutes)).toEpochMilli(), "stop".equals(onInterrupt), logs, wait);
        TaskPlan.Request asked = new TaskPlan.Request(
                called.cluster(variables.orNull(getCluster()), STEP),
                Text.required(variables.expand(taskDefinition), "taskDefinition", STEP),
                variables.optional(getLike()),
                placement(variables),
                new TaskPlan.Overrides(
                        variables.optional(container),
                        Optional.ofNullable(command).map(variables::all),
                        values,
                        cpu == null ? OptionalInt.empty() : OptionalInt.of(cpu),
                        memory == null ? OptionalInt.empty() : OptionalInt.of(memory),
                        variables.optional(taskRoleArn)),
                count);
        String label = run.run().getParent().getFullName() + "-" + run.run().getNumber();
        return new RunTaskExecution.SavedTasks(
                ControllerPoller.runTask().plan(called.connection(), asked, label, terms, run),
                called.known(),
                "unstable".equals(onFailure));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: run a task";
        public static final int DEFAULT_COUNT = 1;
        public static final String DEFAULT_ON_INTERRUPT = "stop";
        public static final String DEFAULT_ON_FAILURE = "fail";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** Suggestions: ECS may know others. */
        @POST
        public ComboBoxModel doFillLaunchTypeItems(@AncestorInPath Item item) {
            return new ComboBoxModel("FARGATE", "EC2", "MANAGED_INSTANCES", "EXTERNAL");
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillAssignPublicIpItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("As the service has it", "");
            choices.add("Yes", "ENABLED");
            choices.add("No", "DISABLED");
            return choices;
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnInterruptItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Stop the tasks", "stop");
            choices.add("Leave the tasks alone", "leave");
            return choices;
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillOnFailureItems(@AncestorInPath Item item) {
            ListBoxModel choices = new ListBoxModel();
            choices.add("Fail the build", "fail");
            choices.add("Mark the build unstable", "unstable");
            return choices;
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckLike(@QueryParameter String value) {
            return NameSyntax.SERVICE.check(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckCommand(@QueryParameter String value) {
            return value == null
                            || value.isBlank()
                            || ContainerOverrides.words(value).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.error("Write a JSON list of words, such as [\"sh\", \"-c\", \"...\"].");
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTaskRoleArn(@QueryParameter String value) {
            return FormChecks.taskRole(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTimeoutMinutes(@QueryParameter String value) {
            return FormChecks.positiveOrEmpty(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
