package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.operations.connection.ConnectionCheck;
import java.util.Optional;

/** "Test connection" of a deployment target, as a form shows it. */
final class ConnectionTrial {

    private final EcsDeployConfiguration configuration;

    ConnectionTrial(EcsDeployConfiguration configuration) {
        this.configuration = configuration;
    }

    FormValidation run(DeploymentTarget target) {
        try (AwsClients clients = new AwsConnections(configuration).open(target)) {
            ConnectionCheck.Report report =
                    new ConnectionCheck(clients, Optional.ofNullable(target.getCluster())).run();
            String text = String.join("\n", report.lines());
            return report.good() ? FormValidation.ok(text) : FormValidation.error(text);
        } catch (EcsDeployException | AbortException failed) {
            return FormValidation.error(failed.getMessage());
        }
    }
}
