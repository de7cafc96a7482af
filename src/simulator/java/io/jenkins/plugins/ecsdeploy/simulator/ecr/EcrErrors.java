package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;

/** ECR's errors, in ECR's words. */
final class EcrErrors {

    private final String registryId;

    EcrErrors(String registryId) {
        this.registryId = registryId;
    }

    static AwsError invalid(String parameter, String constraint) {
        return AwsError.client(
                "InvalidParameterException",
                "Invalid parameter at '" + parameter + "' failed to satisfy constraint: '" + constraint + "'");
    }

    AwsError repositoryNotFound(String name) {
        return AwsError.client(
                "RepositoryNotFoundException",
                "The repository with name '" + name + "' does not exist in the registry with id '" + registryId + "'");
    }

    AwsError repositoryAlreadyExists(String name) {
        return AwsError.client(
                "RepositoryAlreadyExistsException",
                "The repository with name '" + name + "' already exists in the registry with id '" + registryId + "'");
    }

    AwsError repositoryNotEmpty(String name) {
        return AwsError.client(
                "RepositoryNotEmptyException",
                "The repository with name '" + name + "' in registry with id '" + registryId
                        + "' cannot be deleted because it still contains images");
    }

    AwsError imageNotFound(String repositoryName, ImageId id) {
        return AwsError.client(
                "ImageNotFoundException",
                "The image with imageId {imageDigest:" + quoted(id.digest()) + ", imageTag:" + quoted(id.tag())
                        + "} does not exist within the repository with name '" + repositoryName
                        + "' in the registry with id '" + registryId + "'");
    }

    AwsError lifecyclePolicyNotFound(String repositoryName) {
        return AwsError.client(
                "LifecyclePolicyNotFoundException",
                "Lifecycle policy does not exist for the repository with name '" + repositoryName
                        + "' in the registry with id '" + registryId + "'");
    }

    private static String quoted(String text) {
        return "'" + (text.isEmpty() ? "null" : text) + "'";
    }
}
