package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Fills drop-downs of credentials; a user who may not use them sees none (credentials plugin, consumer guide). */
public final class CredentialChoices {

    private CredentialChoices() {}

    /** @param item the form's job or folder; null for the global configuration */
    public static ListBoxModel aws(@CheckForNull Item item, @CheckForNull String current) {
        Optional<Class<? extends StandardCredentials>> type = JenkinsAwsCredentials.type();
        return type.isEmpty()
                ? new StandardListBoxModel().includeEmptyValue().includeCurrentValue(current)
                : of(type.get(), item, current);
    }

    public static ListBoxModel usernamePassword(@CheckForNull Item item, @CheckForNull String current) {
        return of(StandardUsernamePasswordCredentials.class, item, current);
    }

    private static ListBoxModel of(
            Class<? extends StandardCredentials> type, @CheckForNull Item item, @CheckForNull String current) {
        StandardListBoxModel choices = new StandardListBoxModel();
        if (!maySee(item)) {
            return choices.includeCurrentValue(current);
        }
        choices.includeEmptyValue();
        if (item == null) {
            choices.includeMatchingAs(ACL.SYSTEM2, Jenkins.get(), type, List.of(), CredentialsMatchers.always());
        } else {
            choices.includeMatchingAs(ACL.SYSTEM2, item, type, List.of(), CredentialsMatchers.always());
        }
        return choices.includeCurrentValue(current);
    }

    private static boolean maySee(@CheckForNull Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
