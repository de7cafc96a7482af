package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.ProxyConfiguration;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsProxy;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/**
 * Finds out which AWS a step calls, and as whom. The order: the step's own words, the target it names, the environment
 * ({@code withCredentials}, {@code withAWS}), the target marked as default, the controller's own role where an
 * administrator allows it.
 */
public final class AwsConnections {

    private final EcsDeployConfiguration configuration;

    public AwsConnections() {
        this(EcsDeployConfiguration.get());
    }

    public AwsConnections(EcsDeployConfiguration configuration) {
        this.configuration = configuration;
    }

    /** Opens the connection; the caller closes it. */
    public AwsClients open(AwsSettings settings, StepRun run) throws AbortException {
        return new AwsClients(connection(settings, run.run(), run.environment()));
    }

    /** Opens the connection that a target alone describes, as an administrator tests it. */
    public AwsClients open(DeploymentTarget target) throws AbortException {
        String region = Text.required(target.getRegion(), "region", "The deployment target");
        AwsCredentialsProvider credentials;
        if (target.getCredentialsId() != null) {
            credentials = JenkinsAwsCredentials.findForController(target.getCredentialsId());
        } else if (configuration.isControllerRoleAllowed()) {
            credentials = DefaultCredentialsProvider.builder().build();
        } else {
            throw new AbortException("The target names no credentials, and the controller's own role may not be used:"
                    + " jobs have to bring credentials of their own. Nothing to test.");
        }
        AwsConnection connection = AwsConnection.to(Region.of(region), credentials);
        if (target.getRoleArn() != null) {
            connection = connection.as(new AwsRole(
                    target.getRoleArn(),
                    Optional.ofNullable(target.getExternalId()),
                    AwsRole.sessionName("connection-test")));
        }
        return new AwsClients(reached(connection, Optional.of(target)));
    }

    /**
     * The cluster that a step means: its own word, or its target's default.
     *
     * @throws AbortException where neither names one
     */
    public String cluster(String named, AwsSettings settings, StepRun run, String step) throws AbortException {
        String cluster = Text.firstOf(
                named,
                target(settings, run.run()).map(DeploymentTarget::getCluster).orElse(null));
        return Text.required(cluster, "cluster", step);
    }

    /** The tags of the target that a step uses, below its own. */
    public Map<String, String> tags(AwsSettings settings, StepRun run) throws AbortException {
        return target(settings, run.run())
                .map(target -> ResourceTag.map(target.getTags()))
                .orElse(Map.of());
    }

    /** Where a step's calls go and as whom; for who makes them itself. */
    public AwsConnection connection(AwsSettings settings, StepRun run) throws AbortException {
        return connection(settings, run.run(), run.environment());
    }

    private AwsConnection connection(AwsSettings settings, Run<?, ?> run, EnvVars environment) throws AbortException {
        Optional<DeploymentTarget> target = target(settings, run);
        String region = region(settings, target, environment);
        if (region == null) {
            throw new AbortException("No AWS region: name one in the step (region:), in its target, or as AWS_REGION.");
        }
        AwsConnection connection =
                reached(AwsConnection.to(Region.of(region), credentials(settings, target, run, environment)), target);
        Optional<AwsRole> role = role(settings, target, run);
        return role.isPresent() ? connection.as(role.get()) : connection;
    }

    private static String region(AwsSettings settings, Optional<DeploymentTarget> target, EnvVars environment) {
        return Text.firstOf(
                settings.region(),
                settings.target() == null
                        ? null
                        : target.map(DeploymentTarget::getRegion).orElse(null),
                environment.get("AWS_REGION"),
                environment.get("AWS_DEFAULT_REGION"),
                target.map(DeploymentTarget::getRegion).orElse(null));
    }

    /**
     * The same settings with what would be found elsewhere put in, secrets aside: two of them that are equal ask the same
     * AWS, unless the environment's credentials have changed in between.
     */
    public AwsSettings resolved(AwsSettings settings, StepRun run) throws AbortException {
        Optional<DeploymentTarget> target = target(settings, run.run());
        return new AwsSettings(
                target.map(DeploymentTarget::getName).orElse(null),
                region(settings, target, run.environment()),
                Text.firstOf(
                        settings.credentialsId(),
                        target.map(DeploymentTarget::getCredentialsId).orElse(null)),
                Text.firstOf(
                        settings.roleArn(),
                        target.map(DeploymentTarget::getRoleArn).orElse(null)),
                settings.externalId());
    }

    /** By the target's endpoint and Jenkins' proxy, where there are such. */
    private static AwsConnection reached(AwsConnection connection, Optional<DeploymentTarget> target) {
        AwsConnection there = target.map(DeploymentTarget::getEndpoint)
                .map(endpoint -> connection.at(URI.create(endpoint)))
                .orElse(connection);
        return proxy().map(there::through).orElse(there);
    }

    private Optional<DeploymentTarget> target(AwsSettings settings, Run<?, ?> run) throws AbortException {
        if (settings.target() == null) {
            return configuration.defaultTarget().filter(target -> target.isAllowedFor(run.getParent()));
        }
        DeploymentTarget named = configuration
                .target(settings.target())
                .orElseThrow(() -> new AbortException("There is no deployment target \"" + settings.target()
                        + "\". An administrator adds one under Manage Jenkins, System, Amazon ECS Deploy."));
        if (!named.isAllowedFor(run.getParent())) {
            throw new AbortException("The deployment target \"" + settings.target() + "\" may not be used by "
                    + run.getParent().getFullName()
                    + ": it is limited to other jobs. An administrator can change that.");
        }
        return Optional.of(named);
    }

    private AwsCredentialsProvider credentials(
            AwsSettings settings, Optional<DeploymentTarget> target, Run<?, ?> run, EnvVars environment)
            throws AbortException {
        String named = settings.target() == null
                ? null
                : target.map(DeploymentTarget::getCredentialsId).orElse(null);
        String credentialsId = Text.firstOf(settings.credentialsId(), named);
        if (credentialsId != null) {
            return JenkinsAwsCredentials.find(credentialsId, run);
        }
        Optional<AwsCredentialsProvider> fromEnvironment = environmentCredentials(environment);
        if (fromEnvironment.isPresent()) {
            return fromEnvironment.get();
        }
        String fromDefault = target.map(DeploymentTarget::getCredentialsId).orElse(null);
        if (fromDefault != null) {
            return JenkinsAwsCredentials.find(fromDefault, run);
        }
        if (!configuration.isControllerRoleAllowed()) {
            throw new AbortException(
                    "No AWS credentials: name some in the step (credentialsId:) or in its target, or set"
                            + " them around the step (withCredentials, withAWS). The controller's own role may not be used; an"
                            + " administrator can allow it under Manage Jenkins, System, Amazon ECS Deploy.");
        }
        return DefaultCredentialsProvider.builder().build();
    }

    private static Optional<AwsCredentialsProvider> environmentCredentials(EnvVars environment) {
        String accessKey = environment.get("AWS_ACCESS_KEY_ID");
        String secretKey = environment.get("AWS_SECRET_ACCESS_KEY");
        String session = environment.get("AWS_SESSION_TOKEN");
        if (accessKey == null || secretKey == null) {
            return Optional.empty();
        }
        return Optional.of(StaticCredentialsProvider.create(
                session == null || session.isEmpty()
                        ? AwsBasicCredentials.create(accessKey, secretKey)
                        : AwsSessionCredentials.create(accessKey, secretKey, session)));
    }

    private static Optional<AwsRole> role(AwsSettings settings, Optional<DeploymentTarget> target, Run<?, ?> run) {
        String roleArn = Text.firstOf(
                settings.roleArn(), target.map(DeploymentTarget::getRoleArn).orElse(null));
        String externalId = Text.firstOf(
                settings.externalId(),
                settings.roleArn() == null
                        ? target.map(DeploymentTarget::getExternalId).orElse(null)
                        : null);
        return Optional.ofNullable(roleArn)
                .map(arn -> new AwsRole(
                        arn,
                        Optional.ofNullable(externalId),
                        AwsRole.sessionName(run.getParent().getFullName() + "-" + run.getNumber())));
    }

    private static Optional<AwsProxy> proxy() {
        ProxyConfiguration proxy = Jenkins.get().getProxy();
        if (proxy == null || proxy.getName() == null) {
            return Optional.empty();
        }
        String password = proxy.getSecretPassword() == null
                ? null
                : proxy.getSecretPassword().getPlainText();
        return Optional.of(new AwsProxy(
                URI.create("http://" + proxy.getName() + ":" + proxy.getPort()),
                Optional.ofNullable(Text.firstOf(proxy.getUserName())),
                Optional.ofNullable(password),
                proxy.getNoProxyHostPatterns().stream().map(Pattern::pattern).collect(Collectors.toSet())));
    }
}
