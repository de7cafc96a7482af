package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Decides which AWS a step calls, and as whom, from plain values. The first that is there counts: the step's own
 * settings, the target that it names, the environment ({@code withCredentials}, {@code withAWS}), the default target, the
 * controller's own role if an administrator allows it.
 */
final class AwsPrecedence {

    private final AwsSettings step;
    private final Optional<TargetSettings> target;
    private final AwsSettings namedTarget;
    private final AwsSettings anyTarget;
    private final Map<String, String> environment;

    /**
     * @param target the one that the step names, or else the default one
     * @param environment of the build, at the step
     */
    AwsPrecedence(AwsSettings step, Optional<TargetSettings> target, Map<String, String> environment) {
        this.step = step;
        this.target = target;
        this.anyTarget = target.map(TargetSettings::aws).orElse(AwsSettings.none());
        this.namedTarget = step.target() == null ? AwsSettings.none() : anyTarget;
        this.environment = environment;
    }

    /**
     * @param build of which the role's session is named
     * @throws AbortException naming what is missing, and where to set it
     */
    AwsAccess access(boolean controllerRoleAllowed, String build) throws AbortException {
        String region = region();
        if (region == null) {
            throw new AbortException("No AWS region: name one in the step (region:), in its target, or in AWS_REGION.");
        }
        Optional<URI> endpoint = target.isPresent() ? target.get().endpointUri() : Optional.empty();
        return new AwsAccess(region, credentials(controllerRoleAllowed), role(build), endpoint);
    }

    /** The cluster that a step names, or else its target's. */
    Optional<String> cluster(@CheckForNull String named) {
        return Optional.ofNullable(Text.blankToNull(named)).or(() -> target.flatMap(TargetSettings::cluster));
    }

    Map<String, String> tags() {
        return target.map(TargetSettings::tags).orElse(Map.of());
    }

    /**
     * The step's settings with what is found elsewhere filled in, except for secrets: two that are equal ask the same AWS,
     * unless the environment's credentials have changed in between.
     */
    AwsSettings resolved() {
        return new AwsSettings(
                target.map(TargetSettings::name).orElse(null),
                region(),
                Text.firstOf(step.credentialsId(), anyTarget.credentialsId()),
                Text.firstOf(step.roleArn(), anyTarget.roleArn()),
                step.externalId());
    }

    @CheckForNull
    private String region() {
        return Text.firstOf(
                step.region(),
                namedTarget.region(),
                environment.get("AWS_REGION"),
                environment.get("AWS_DEFAULT_REGION"),
                anyTarget.region());
    }

    private CredentialSource credentials(boolean controllerRoleAllowed) throws AbortException {
        Optional<CredentialSource> found = kept(Text.firstOf(step.credentialsId(), namedTarget.credentialsId()))
                .or(this::inEnvironment)
                .or(() -> kept(anyTarget.credentialsId()));
        if (found.isPresent()) {
            return found.get();
        }
        if (controllerRoleAllowed) {
            return new CredentialSource.ControllerRole();
        }
        throw new AbortException("No AWS credentials: name them in the step (credentialsId:) or in its target, or set"
                + " them around the step (withCredentials, withAWS). The controller's own role may not be used; an"
                + " administrator can allow it under Manage Jenkins, System, Amazon ECS Deploy.");
    }

    private static Optional<CredentialSource> kept(@CheckForNull String credentialsId) {
        return Optional.ofNullable(credentialsId).map(CredentialSource.Kept::new);
    }

    private Optional<CredentialSource> inEnvironment() {
        String accessKey = environment.get("AWS_ACCESS_KEY_ID");
        String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
        String session = environment.get("AWS_SESSION_TOKEN");
        if (accessKey == null || secretKey == null) {
            return Optional.empty();
        }
        return Optional.of(new CredentialSource.InEnvironment(
                session == null || session.isEmpty()
                        ? AwsBasicCredentials.create(accessKey, secretKey)
                        : AwsSessionCredentials.create(accessKey, secretKey, session)));
    }

    /** A target's external ID belongs to the target's role: it doesn't go with a role that the step names. */
    private Optional<AwsRole> role(String build) {
        String externalId = Text.firstOf(step.externalId(), step.roleArn() == null ? anyTarget.externalId() : null);
        return Optional.ofNullable(Text.firstOf(step.roleArn(), anyTarget.roleArn()))
                .map(arn -> new AwsRole(arn, Optional.ofNullable(externalId), AwsRole.sessionName(build)));
    }
}
