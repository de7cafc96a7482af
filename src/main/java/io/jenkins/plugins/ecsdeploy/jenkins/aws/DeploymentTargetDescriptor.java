package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionCheck;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;

/** The form of a deployment target, with its connection test. */
@Extension
public final class DeploymentTargetDescriptor extends Descriptor<DeploymentTarget> implements AwsSettingsForm {

    public DeploymentTargetDescriptor() {
        super(DeploymentTarget.class);
    }

    @Override
    public String getDisplayName() {
        return "Deployment target";
    }

    @POST
    public FormValidation doCheckName(@QueryParameter String value) {
        if (value == null || value.isBlank()) {
            return FormValidation.error("Give the target a name: steps name it.");
        }
        return value.contains("$") || value.contains("'")
                ? FormValidation.error("A target's name has no $ and no quote: scripts and jobs write it as a text.")
                : FormValidation.ok(); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckCluster(@QueryParameter String value) {
        return NameSyntax.CLUSTER.check(value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckEndpoint(@QueryParameter String value) {
        return FormChecks.endpoint(value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckAllowedJobs(@QueryParameter String value) {
        return FormChecks.patterns(value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckAllowedRoles(@QueryParameter String value) {
        return FormChecks.patterns(value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckReadableParameters(@QueryParameter String value) {
        return readable(ExternalSource.PARAMETER, value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckReadableSecrets(@QueryParameter String value) {
        return readable(ExternalSource.SECRET_ARN, value); // lgtm[jenkins/no-permission-check]
    }

    @POST
    public FormValidation doCheckReadableStacks(@QueryParameter String value) {
        return readable(ExternalSource.STACK_OUTPUT, value); // lgtm[jenkins/no-permission-check]
    }

    private static FormValidation readable(ExternalSource source, @CheckForNull String value) {
        List<String> names = Text.lines(value == null ? List.of() : List.of(value));
        Optional<String> fault = names.stream()
                .flatMap(name -> ReadableNames.fault(source, name).stream())
                .findFirst();
        if (fault.isPresent()) {
            return FormValidation.error(fault.get());
        }
        return names.contains("/")
                ? FormValidation.warning("/ permits all whose names begin with a slash: name a path.")
                : FormValidation.ok();
    }

    /** Calls AWS with what the form holds: who the caller is, whether the cluster exists, what may be read. */
    @POST
    public FormValidation doTestConnection(
            @QueryParameter String region,
            @QueryParameter String cluster,
            @QueryParameter String credentialsId,
            @QueryParameter String roleArn,
            @QueryParameter String externalId,
            @QueryParameter String endpoint) {
        Jenkins.get().checkPermission(Jenkins.ADMINISTER);
        DeploymentTarget target = new DeploymentTarget("test");
        target.setRegion(region);
        target.setCluster(cluster);
        target.setCredentialsId(credentialsId);
        target.setRoleArn(roleArn);
        target.setExternalId(externalId);
        target.setEndpoint(endpoint);
        return test(target.settings());
    }

    private static FormValidation test(TargetSettings target) {
        EcsDeployConfiguration configuration = EcsDeployConfiguration.get();
        try (AwsClients clients = new AwsClients(connection(target, configuration))) {
            ConnectionCheck.Report report = new ConnectionCheck(clients, target.cluster()).run();
            String shown = markup(report);
            return switch (report.verdict()) {
                case GOOD -> FormValidation.okWithMarkup(shown);
                case WARNING -> FormValidation.warningWithMarkup(shown);
                case BAD -> FormValidation.errorWithMarkup(shown);
            };
        } catch (EcsDeployException | AbortException failed) {
            return FormValidation.error(failed.getMessage());
        }
    }

    /** The lines, a success in green, and what else was found out folded below them. Escaped: AWS' answers are other people's texts. */
    private static String markup(ConnectionCheck.Report report) {
        String color = report.verdict() == ConnectionCheck.Verdict.GOOD ? "jenkins-!-success-color" : "";
        return "<span class=\"" + color + "\">"
                + report.lines().stream().map(Util::escape).collect(Collectors.joining("<br>"))
                + "</span><details><summary>" + report.details().size() + " details</summary>"
                + report.details().stream().map(Util::escape).collect(Collectors.joining("<br>"))
                + "</details>";
    }

    private static AwsConnection connection(TargetSettings target, EcsDeployConfiguration configuration)
            throws AbortException {
        KnownAws alone = target.alone(configuration.isControllerRoleAllowed());
        String id = alone.credentialsId();
        AwsCredentialsProvider credentials = id == null
                ? DefaultCredentialsProvider.builder().build()
                : new JenkinsAwsCredentials(configuration::isControllerRoleAllowed).ofTarget(id);
        return AwsConnector.connect(alone, credentials, AwsRole.sessionName("connection-test"));
    }
}
