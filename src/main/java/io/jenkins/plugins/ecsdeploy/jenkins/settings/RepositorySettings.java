package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import hudson.Extension;
import hudson.Util;
import hudson.model.AbstractDescribableImpl;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.io.Serializable;
import java.util.Optional;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code repositorySettings(scanOnPush: true)}: what a repository is like that {@code ecrPush} creates. */
public final class RepositorySettings extends AbstractDescribableImpl<RepositorySettings> implements Serializable {

    private static final long serialVersionUID = 1L;

    private boolean scanOnPush;
    private boolean immutableTags;
    private String encryption;
    private String kmsKey;
    private String lifecyclePolicy;

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

    /** {@code AES256}, {@code KMS} or {@code KMS_DSSE}; null: ECR's choice, AES256. */
    public String getEncryption() {
        return encryption;
    }

    @DataBoundSetter
    public void setEncryption(String encryption) {
        this.encryption = Util.fixEmptyAndTrim(encryption);
    }

    /** ARN, ID or alias; null: the key that AWS manages. */
    public String getKmsKey() {
        return kmsKey;
    }

    @DataBoundSetter
    public void setKmsKey(String kmsKey) {
        this.kmsKey = Util.fixEmptyAndTrim(kmsKey);
    }

    /** The policy's JSON. */
    public String getLifecyclePolicy() {
        return lifecyclePolicy;
    }

    @DataBoundSetter
    public void setLifecyclePolicy(String lifecyclePolicy) {
        this.lifecyclePolicy = Util.fixEmptyAndTrim(lifecyclePolicy);
    }

    public io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings settings(Variables variables) {
        return new io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings(
                scanOnPush,
                immutableTags,
                variables.optional(encryption),
                variables.optional(kmsKey),
                Optional.ofNullable(lifecyclePolicy));
    }

    @Extension
    @Symbol("repositorySettings")
    public static final class DescriptorImpl extends Descriptor<RepositorySettings> {

        @Override
        public String getDisplayName() {
            return "Settings of a new repository";
        }

        /** Asks for no permission: it reads nothing. */
        @POST
        public ListBoxModel doFillEncryptionItems() {
            ListBoxModel choices = new ListBoxModel();
            choices.add("(as ECR does: AES256)", "");
            io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings.ENCRYPTIONS.forEach(type -> choices.add(type, type));
            return choices; // lgtm[jenkins/no-permission-check]
        }

        /** Pure syntax: reads nothing, so it asks for no permission. */
        @POST
        public FormValidation doCheckLifecyclePolicy(@QueryParameter String value) {
            return FormChecks.lifecyclePolicy(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
