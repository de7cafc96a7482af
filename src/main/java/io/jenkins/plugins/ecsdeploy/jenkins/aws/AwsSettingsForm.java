package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What the forms of steps and of deployment targets have in common: the fields of {@link AwsSettings}. Their descriptors
 * implement this; the fields themselves are in {@code AwsSettings/fields.jelly}.
 */
public interface AwsSettingsForm {

    @POST
    default ListBoxModel doFillCredentialsIdItems(@AncestorInPath Item item, @QueryParameter String credentialsId) {
        return CredentialChoices.aws(item, credentialsId);
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    default FormValidation doCheckRegion(@QueryParameter String value) {
        return FormChecks.region(value); // lgtm[jenkins/no-permission-check]
    }

    /** Checks the text alone, so it asks for no permission. */
    @POST
    default FormValidation doCheckRoleArn(@QueryParameter String value) {
        return FormChecks.roleArn(value); // lgtm[jenkins/no-permission-check]
    }
}
