package io.jenkins.plugins.ecsdeploy.ecs;

import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * The id of one deployment of a service, in the form of whoever carries it out.
 *
 * <ul>
 *   <li>ECS: {@code ecs-svc/N}, as `deployments[].id` has it and as its tasks carry it in `startedBy`. Its number N also
 *       ends the ARN of the service revision that the deployment brings (Terraform's AWS provider finds its deployment
 *       this way since July 2025; AWS does not document it).
 *   <li>CodeDeploy, for services under the CODE_DEPLOY controller: {@code d-XXXXXXXXX}, as CreateDeployment answers it.
 * </ul>
 *
 * @param value the id as the service wrote it
 */
public record DeploymentId(String value) implements Serializable {

    private static final String CODE_DEPLOY = "d-";

    public DeploymentId {
        Objects.requireNonNull(value, "value");
    }

    /** The deployment that brings this service revision; empty where it is no ARN of one. */
    public static Optional<DeploymentId> bringing(String serviceRevisionArn) {
        return serviceRevisionArn != null && serviceRevisionArn.contains(":service-revision/")
                ? Optional.of(new DeploymentId("ecs-svc/" + Arn.name(serviceRevisionArn)))
                : Optional.empty();
    }

    /** Whether CodeDeploy carries this deployment out; otherwise ECS does. */
    public boolean isCodeDeploy() {
        return value.startsWith(CODE_DEPLOY);
    }

    /** Whether this service revision is the one that this deployment brings. Never so for a deployment of CodeDeploy. */
    public boolean brings(String serviceRevisionArn) {
        return !isCodeDeploy() && serviceRevisionArn != null && serviceRevisionArn.endsWith("/" + Arn.name(value));
    }

    @Override
    public String toString() {
        return value;
    }
}
