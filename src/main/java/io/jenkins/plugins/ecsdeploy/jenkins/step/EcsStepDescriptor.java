package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.GivenParameters;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettingsForm;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import io.jenkins.plugins.ecsdeploy.jenkins.script.ArgumentsText;
import io.jenkins.plugins.ecsdeploy.jenkins.script.ScriptArguments;
import io.jenkins.plugins.ecsdeploy.jenkins.script.ScriptMistake;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step's name, and what the forms of all steps have in common. */
public abstract class EcsStepDescriptor extends StepDescriptor implements AwsSettingsForm, CustomDescribableModel {

    /** What a step is about, as far as a parameter says it. */
    private static final List<String> SUBJECTS =
            List.of("service", "services", "image", "archive", "template", "from", "definition");

    private final String functionName;
    private final String displayName;

    protected EcsStepDescriptor(String functionName, String displayName) {
        this.functionName = functionName;
        this.displayName = displayName;
    }

    @Override
    public final String getFunctionName() {
        return functionName;
    }

    @Override
    public final String getDisplayName() {
        return displayName;
    }

    /**
     * Called for a Pipeline: a parameter that does not exist, has no value or can't be bound becomes one line of the build's
     * log, instead of a stack trace. Only here an exception reaches the log as it is.
     */
    @Override
    @Deprecated
    public final Step newInstance(Map<String, Object> arguments) throws AbortException {
        try {
            GivenParameters.check(functionName, clazz, arguments);
            return DescribableModel.of(clazz).instantiate(new ScriptArguments(clazz).bindable(arguments), null);
        } catch (ScriptMistake mistake) {
            throw new AbortException(functionName + ": " + mistake.getMessage());
        } catch (RefusedException refused) {
            throw new AbortException(refused.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw refused(wrong);
        }
    }

    /** What Jenkins' own binding refused, or a setting inside of the step. */
    private AbortException refused(IllegalArgumentException wrong) {
        List<Throwable> causes = Stream.<Throwable>iterate(wrong, Objects::nonNull, Throwable::getCause)
                .toList();
        Throwable last = causes.get(causes.size() - 1);
        if (causes.stream().noneMatch(RefusedException.class::isInstance)
                && !(last instanceof ClassCastException)
                && !(last instanceof IllegalArgumentException)) {
            throw wrong; // a bug of ours
        }
        return causes.stream()
                .filter(RefusedException.class::isInstance)
                .findFirst()
                .map(refused -> new AbortException(refused.getMessage()))
                .orElseGet(() -> new AbortException(functionName + ": " + last.getMessage()));
    }

    /** The same for whoever binds without a Pipeline, such as Job DSL. */
    @Override
    public final Map<String, Object> customInstantiate(Map<String, Object> arguments) {
        return new ScriptArguments(clazz).bindable(arguments);
    }

    @Override
    public final UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
        return step.withArguments(new ScriptArguments(clazz).written(step.getArguments()));
    }

    /** In the list of a build's steps and in its graph: which service, image or template, then the other settings. */
    @Override
    public final String argumentsToString(Map<String, Object> arguments) {
        return ArgumentsText.of(arguments, SUBJECTS);
    }

    /** No workspace: a step that needs one asks for it when it runs, and says so. */
    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckService(@QueryParameter String value) {
        return NameSyntax.SERVICE.check(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckCluster(@QueryParameter String value) {
        return NameSyntax.CLUSTER.check(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    public FormValidation doCheckTaskDefinition(@QueryParameter String value) {
        return NameSyntax.TASK_DEFINITION.check(value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @CheckForNull @QueryParameter String target) {
        ListBoxModel choices = new ListBoxModel();
        choices.add("(the default target, if any)", "");
        if (item == null ? Jenkins.get().hasPermission(Jenkins.ADMINISTER) : item.hasPermission(Item.CONFIGURE)) {
            EcsDeployConfiguration.get().getTargets().stream()
                    .filter(candidate -> item == null || candidate.isAllowedFor(item))
                    .forEach(candidate -> choices.add(candidate.getName(), candidate.getName()));
        }
        boolean known = choices.stream().anyMatch(choice -> choice.value.equals(target));
        if (!known && target != null && !target.isBlank()) {
            choices.add(target, target);
        }
        return choices;
    }
}
