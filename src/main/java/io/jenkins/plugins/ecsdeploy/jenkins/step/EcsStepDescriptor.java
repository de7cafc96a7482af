package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.GivenParameters;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettingsForm;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.structs.describable.DescribableModel;
import org.jenkinsci.plugins.workflow.steps.Step;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** A step's name, and what the forms of all steps have in common. */
public abstract class EcsStepDescriptor extends StepDescriptor implements AwsSettingsForm {

    private final String functionName;
    private final String displayName;

    EcsStepDescriptor(String functionName, String displayName) {
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

    /** @throws AbortException if a script gives a parameter that does not exist, or one without a value */
    @Override
    public final Step newInstance(Map<String, Object> arguments) throws AbortException {
        try {
            GivenParameters.check(functionName, clazz, arguments);
            return DescribableModel.of(clazz).instantiate(arguments, null);
        } catch (RefusedException refused) {
            throw new AbortException(refused.getMessage());
        } catch (IllegalArgumentException wrong) {
            throw Stream.<Throwable>iterate(wrong, Objects::nonNull, Throwable::getCause)
                    .filter(RefusedException.class::isInstance)
                    .findFirst()
                    .map(refused -> new AbortException(refused.getMessage()))
                    .orElseThrow(() -> wrong);
        }
    }

    /** No workspace: a step that needs one asks for it when it runs, and says so. */
    @Override
    public final Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
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
