package io.jenkins.plugins.ecsdeploy.ecs;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * The id of one deployment of a service, as ECS or CodeDeploy, whichever carries it out, writes it.
 *
 * <ul>
 *   <li>ECS: {@code ecs-svc/N}, in {@code deployments[].id} and in {@code startedBy} of its tasks. The same number N ends
 *       the ARN of the service revision that the deployment brings (AWS does not document it; Terraform's AWS provider
 *       has relied on it since July 2025).
 *   <li>CodeDeploy, for services under the CODE_DEPLOY controller: {@code d-XXXXXXXXX}, as CreateDeployment returns it.
 * </ul>
 *
 * @param value the id as the service wrote it
 */
public record DeploymentId(String value) implements Serializable {

    private static final String CODE_DEPLOY = "d-";

    public DeploymentId {
        Objects.requireNonNull(value, "value");
    }

    /** The deployment that brings this service revision; empty if it is no ARN of one. */
    public static Optional<DeploymentId> bringing(String serviceRevisionArn) {
        return serviceRevisionArn != null && serviceRevisionArn.contains(":service-revision/")
                ? Optional.of(new DeploymentId("ecs-svc/" + Arn.name(serviceRevisionArn)))
                : Optional.empty();
    }

    /** Whether CodeDeploy carries out this deployment; otherwise ECS does. */
    public boolean isCodeDeploy() {
        return value.startsWith(CODE_DEPLOY);
    }

    /** Whether this deployment brings this service revision. CodeDeploy's never do. */
    public boolean brings(String serviceRevisionArn) {
        return !isCodeDeploy() && serviceRevisionArn != null && serviceRevisionArn.endsWith("/" + Arn.name(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
