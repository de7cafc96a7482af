package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code repositorySettings(scanOnPush: true)}: settings of a repository that {@code ecrPush} creates. */
public final class RepositorySettings extends AbstractDescribableImpl<RepositorySettings> implements Serializable {

    private static final long serialVersionUID = 1L;

    private boolean scanOnPush;
    private boolean immutableTags;

    private @CheckForNull String encryption;
    private @CheckForNull String kmsKey;
    private @CheckForNull String lifecyclePolicy;

    @DataBoundConstructor
    public RepositorySettings() {}

    public boolean isScanOnPush() {
        return scanOnPush;
    }

    @DataBoundSetter
    public void setScanOnPush(boolean scanOnPush) {
        this.scanOnPush = scanOnPush;
    }

    public boolean isImmutableTags() {
        return immutableTags;
    }

    @DataBoundSetter
    public void setImmutableTags(boolean immutableTags) {
        this.immutableTags = immutableTags;
    }

    /** {@code AES256}, {@code KMS} or {@code KMS_DSSE}; null: ECR's default, AES256. */
    @CheckForNull
    public String getEncryption() {
        return encryption;
    }

    @DataBoundSetter
    public void setEncryption(@CheckForNull String encryption) {
        this.encryption = Text.blankToNull(encryption);
    }

    /** ARN, ID or alias; null: the key that AWS manages. */
    @CheckForNull
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(@CheckForNull String kmsKey) {
        this.kmsKey = Text.blankToNull(kmsKey);
    }

    /** The policy's JSON. */
    @CheckForNull
    public String getLifecyclePolicy() {
        return lifecyclePolicy;
    }

    @DataBoundSetter
    public void setLifecyclePolicy(@CheckForNull String lifecyclePolicy) {
        this.lifecyclePolicy = Text.blankToNull(lifecyclePolicy);
    }

    public EcrRepositorySettings settings(Variables variables) {
        return new EcrRepositorySettings(
                scanOnPush,
                immutableTags,
                variables.optional(encryption),
                variables.optional(kmsKey),
                Optional.ofNullable(lifecyclePolicy));
    }

    @Extension
    @Symbol("repositorySettings")
    public static final class DescriptorImpl extends SettingDescriptor<RepositorySettings> {

        @Override
        public String getDisplayName() {
            return "Settings of a new repository";
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillEncryptionItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("(ECR's default: AES256)", "");
            EcrRepositorySettings.ENCRYPTIONS.forEach(type -> choices.add(type, type));
            return choices; // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckLifecyclePolicy(@QueryParameter String value) {
            return FormChecks.lifecyclePolicy(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
