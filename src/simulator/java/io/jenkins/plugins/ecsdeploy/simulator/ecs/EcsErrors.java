package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;

/** The errors that ECS answers, by the names of its service model. */
final class EcsErrors {

    private EcsErrors() {}

    static AwsError client(String message) {
        return AwsError.client("ClientException", message);
    }

    static AwsError invalidParameter(String message) {
        return AwsError.client("InvalidParameterException", message);
    }

    static AwsError serialization(String message) {
        return AwsError.client("SerializationException", message);
    }

    static AwsError clusterNotFound() {
        return AwsError.client("ClusterNotFoundException", "Cluster not found.");
    }

    static AwsError serviceNotFound() {
        return AwsError.client("ServiceNotFoundException", "Service not found.");
    }

    static AwsError serviceNotActive() {
        return AwsError.client("ServiceNotActiveException", "Service was not ACTIVE.");
    }
}
