package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.io.Serializable;
import java.util.Objects;

/** Which AWS, and as whom, as a step's own words say it. What is null is found elsewhere. Holds no secret. */
public final class AwsSettings implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String target;
    private final String region;
    private final String credentialsId;
    private final String roleArn;
    private final String externalId;

    public AwsSettings(String target, String region, String credentialsId, String roleArn, String externalId) {
        this.target = target;
        this.region = region;
        this.credentialsId = credentialsId;
        this.roleArn = roleArn;
        this.externalId = externalId;
    }

    String target() {
        return target;
    }

    public String region() {
        return region;
    }

    String credentialsId() {
        return credentialsId;
    }

    public String roleArn() {
        return roleArn;
    }

    String externalId() {
        return externalId;
    }

    @Override
    public boolean equals(Object other) {
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

    /** The same in another region. */
    public AwsSettings in(String other) {
        return new AwsSettings(target, other, credentialsId, roleArn, externalId);
    }

    /** The same with variables put in; for freestyle jobs, whose settings are texts with {@code ${NAME}}. */
    public AwsSettings expand(Variables variables) {
        return new AwsSettings(
                variables.orNull(target),
                variables.orNull(region),
                variables.orNull(credentialsId),
                variables.orNull(roleArn),
                variables.orNull(externalId));
    }
}
