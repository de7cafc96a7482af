package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionCheck;
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
        return FormValidation.validateRequired(value); // lgtm[jenkins/no-permission-check]
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
            String text = String.join("\n", report.lines());
            return switch (report.verdict()) {
                case GOOD -> FormValidation.ok(text);
                case WARNING -> FormValidation.warning(text);
                case BAD -> FormValidation.error(text);
            };
        } catch (EcsDeployException | AbortException failed) {
            return FormValidation.error(failed.getMessage());
        }
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
