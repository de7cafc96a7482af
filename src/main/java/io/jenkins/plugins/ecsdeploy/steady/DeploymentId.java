package io.jenkins.plugins.ecsdeploy.steady;

import java.io.Serializable;

/**
 * The id of one deployment of a service, {@code ecs-svc/N}, as `deployments[].id` has it and as its tasks carry it in
 * `startedBy`. Its number N also ends the ARN of the service revision that the deployment brings (Terraform's AWS
 * provider finds its deployment this way since July 2025; AWS does not document it).
 */
public record DeploymentId(String value) implements Serializable {

    /** Whether this service revision is the one that this deployment brings. */
    public boolean brings(String serviceRevisionArn) {
        return serviceRevisionArn != null
                && serviceRevisionArn.endsWith("/" + value.substring(value.lastIndexOf('/') + 1));
    }

    @Override
    public String toString() {
        return value;
    }
}
