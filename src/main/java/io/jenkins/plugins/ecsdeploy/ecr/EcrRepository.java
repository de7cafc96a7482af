package io.jenkins.plugins.ecsdeploy.ecr;

/**
 * An ECR repository, from {@code DescribeRepositories}.
 *
 * @param name such as {@code shop/web}
 * @param uri host and name, as at the start of an image reference: {@code 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop/web}
 * @param registryId the account that owns it
 * @param settings without the lifecycle policy, which is not part of the answer
 */
public record EcrRepository(String name, String uri, String registryId, EcrRepositorySettings settings) {

    /** Host (with port) of the registry, from the repository's URI: never built from account and region. */
    public String registryHost() {
        return uri.substring(0, uri.indexOf('/'));
    }
}
