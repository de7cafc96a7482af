package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.io.Serializable;
import java.util.Objects;

/**
 * Which AWS, and as whom, as a step or a deployment target says it. A setting that is null is found elsewhere. Holds no
 * secret. Saved with jobs, builds and the global configuration.
 */
public final class AwsSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final @CheckForNull String target;
    private final @CheckForNull String region;
    private final @CheckForNull String credentialsId;
    private final @CheckForNull String roleArn;
    private final @CheckForNull String externalId;

    /** @param target null in the settings of a target itself */
    public AwsSettings(
            @CheckForNull String target,
            @CheckForNull String region,
            @CheckForNull String credentialsId,
            @CheckForNull String roleArn,
            @CheckForNull String externalId) {
        this.target = Text.blankToNull(target);
        this.region = Text.blankToNull(region);
        this.credentialsId = Text.blankToNull(credentialsId);
        this.roleArn = Text.blankToNull(roleArn);
        this.externalId = Text.blankToNull(externalId);
    }

    /** Nothing is set. A new object each time: XStream saves an object that is there twice as a reference. */
    public static AwsSettings none() {
        return new AwsSettings(null, null, null, null, null);
    }

    public boolean isEmpty() {
        return equals(none());
    }

    @CheckForNull
    public String target() {
        return target;
    }

    @CheckForNull
    public String region() {
        return region;
    }

    @CheckForNull
    public String credentialsId() {
        return credentialsId;
    }

    @CheckForNull
    public String roleArn() {
        return roleArn;
    }

    @CheckForNull
    public String externalId() {
        return externalId;
    }

    public AwsSettings withTarget(@CheckForNull String named) {
        return new AwsSettings(named, region, credentialsId, roleArn, externalId);
    }

    public AwsSettings in(@CheckForNull String other) {
        return new AwsSettings(target, other, credentialsId, roleArn, externalId);
    }

    public AwsSettings withCredentials(@CheckForNull String otherCredentialsId) {
        return new AwsSettings(target, region, otherCredentialsId, roleArn, externalId);
    }

    public AwsSettings withRole(@CheckForNull String otherRoleArn) {
        return new AwsSettings(target, region, credentialsId, otherRoleArn, externalId);
    }

    public AwsSettings withExternalId(@CheckForNull String otherExternalId) {
        return new AwsSettings(target, region, credentialsId, roleArn, otherExternalId);
    }

    public AwsSettings expand(Variables variables) {
        return new AwsSettings(
                variables.orNull(target),
                variables.orNull(region),
                variables.orNull(credentialsId),
                variables.orNull(roleArn),
                variables.orNull(externalId));
    }

    @Override
    public boolean equals(@CheckForNull Object other) {
        return other instanceof AwsSettings that
                && Objects.equals(target, that.target)
                && Objects.equals(region, that.region)
                && Objects.equals(credentialsId, that.credentialsId)
                && Objects.equals(roleArn, that.roleArn)
                && Objects.equals(externalId, that.externalId);
    }

    @Override
    public int hashCode() {
        return Objects.hash(target, region, credentialsId, roleArn, externalId);
    }
}
