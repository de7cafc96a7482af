package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;

/** The errors that ECS answers, named as in its service model. */
public final class EcsErrors {

    private EcsErrors() {}

    public static AwsError client(String message) {
        return AwsError.client("ClientException", message);
    }

    public static AwsError invalidParameter(String message) {
        return AwsError.client("InvalidParameterException", message);
    }

    static AwsError serialization(String message) {
        return AwsError.client("SerializationException", message);
    }

    public static AwsError clusterNotFound() {
        return AwsError.client("ClusterNotFoundException", "Cluster not found.");
    }

    public static AwsError serviceNotFound() {
        return AwsError.client("ServiceNotFoundException", "Service not found.");
    }

    public static AwsError serviceNotActive() {
        return AwsError.client("ServiceNotActiveException", "Service was not ACTIVE.");
    }
}
