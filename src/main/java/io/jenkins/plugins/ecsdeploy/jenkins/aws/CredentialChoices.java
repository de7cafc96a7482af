package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import com.cloudbees.plugins.credentials.CredentialsMatchers;
import com.cloudbees.plugins.credentials.CredentialsProvider;
import com.cloudbees.plugins.credentials.common.StandardCredentials;
import com.cloudbees.plugins.credentials.common.StandardListBoxModel;
import com.cloudbees.plugins.credentials.common.StandardUsernamePasswordCredentials;
import hudson.model.Item;
import hudson.security.ACL;
import hudson.util.ListBoxModel;
import java.util.List;
import java.util.Optional;
import jenkins.model.Jenkins;

/** Fills drop-downs of credentials; whoever may not use them learns of none (credentials plugin, consumer guide). */
public final class CredentialChoices {

    private CredentialChoices() {}

    /** @param item where the form stands; null for the global configuration */
    public static ListBoxModel aws(Item item, String current) {
        Optional<Class<? extends StandardCredentials>> type = JenkinsAwsCredentials.type();
        return type.isEmpty()
                ? new StandardListBoxModel().includeEmptyValue().includeCurrentValue(current)
                : of(type.get(), item, current);
    }

    public static ListBoxModel usernamePassword(Item item, String current) {
        return of(StandardUsernamePasswordCredentials.class, item, current);
    }

    private static ListBoxModel of(Class<? extends StandardCredentials> type, Item item, String current) {
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

    private static boolean maySee(Item item) {
        return item == null
                ? Jenkins.get().hasPermission(Jenkins.ADMINISTER)
                : item.hasPermission(Item.EXTENDED_READ) || item.hasPermission(CredentialsProvider.USE_ITEM);
    }
}
