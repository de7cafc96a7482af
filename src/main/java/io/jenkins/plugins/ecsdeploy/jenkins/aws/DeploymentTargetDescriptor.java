package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.Extension;
import hudson.model.Descriptor;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionCheck;
import jenkins.model.Jenkins;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

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
        return FormChecks.jobPatterns(value); // lgtm[jenkins/no-permission-check]
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
        try (AwsClients clients = new AwsClients(AwsConnector.connect(
                target.access(EcsDeployConfiguration.get().isControllerRoleAllowed()),
                JenkinsAwsCredentials::findForController))) {
            ConnectionCheck.Report report = new ConnectionCheck(clients, target.cluster()).run();
            String text = String.join("\n", report.lines());
            return report.good() ? FormValidation.ok(text) : FormValidation.error(text);
        } catch (EcsDeployException | AbortException failed) {
            return FormValidation.error(failed.getMessage());
        }
    }
}
