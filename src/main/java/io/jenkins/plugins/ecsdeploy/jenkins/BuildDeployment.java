package io.jenkins.plugins.ecsdeploy.jenkins;

import io.jenkins.plugins.ecsdeploy.steady.DeploymentId;
import io.jenkins.plugins.ecsdeploy.steady.ServiceRef;
import java.io.Serializable;
import java.util.Optional;

/** A service that a build updated, and how to ask about it. Kept with the build, so of plain values alone. */
final class BuildDeployment implements Serializable {

    private static final long serialVersionUID = 1L;

    private final String cluster;
    private final String service;
    private final String deployment;
    private final boolean changed;
    private final AwsSettings aws;

    /**
     * @param deployment empty where the update started none
     * @param changed whether the update changed anything
     */
    BuildDeployment(ServiceRef service, Optional<DeploymentId> deployment, boolean changed, AwsSettings aws) {
        this.cluster = service.cluster();
        this.service = service.service();
        this.deployment = deployment.map(DeploymentId::value).orElse(null);
        this.changed = changed;
        this.aws = aws;
    }

    ServiceRef service() {
        return new ServiceRef(cluster, service);
    }

    Optional<DeploymentId> deployment() {
        return Optional.ofNullable(deployment).map(DeploymentId::new);
    }

    boolean changed() {
        return changed;
    }

    AwsSettings aws() {
        return aws;
    }
}
