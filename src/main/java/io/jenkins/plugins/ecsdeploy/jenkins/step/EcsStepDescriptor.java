package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.EnvVars;
import hudson.model.Item;
import hudson.model.Run;
import hudson.model.TaskListener;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.CredentialChoices;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration;
import java.util.Set;
import jenkins.model.Jenkins;
import org.jenkinsci.plugins.workflow.steps.StepDescriptor;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** What the forms of all steps have in common. */
public abstract class EcsStepDescriptor extends StepDescriptor {

    /** No workspace: a step that reads one asks for it when it runs, and says so. */
    @Override
    public Set<? extends Class<?>> getRequiredContext() {
        return Set.of(Run.class, TaskListener.class, EnvVars.class);
    }

    @POST
    public ListBoxModel doFillTargetItems(@AncestorInPath Item item, @QueryParameter String target) {
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

    @POST
    public ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialChoices.aws(item, credentialsId);
    }

    /** Pure syntax: reads nothing, so it asks for no permission. */
    @POST
    public FormValidation doCheckRegion(@QueryParameter String value) {
        return FormChecks.region(value); // lgtm[jenkins/no-permission-check]
    }

    /** Pure syntax: reads nothing, so it asks for no permission. */
    @POST
    public FormValidation doCheckRoleArn(@QueryParameter String value) {
        return FormChecks.roleArn(value); // lgtm[jenkins/no-permission-check]
    }
}
