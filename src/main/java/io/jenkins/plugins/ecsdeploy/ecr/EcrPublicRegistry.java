package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecrpublic.EcrPublicClient;
import software.amazon.awssdk.services.ecrpublic.model.AuthorizationData;
import software.amazon.awssdk.services.ecrpublic.model.Repository;

/**
 * Amazon ECR Public: a separate service whose API is in us-east-1 for callers of all regions. Its repositories have no
 * scanning, immutability, encryption or lifecycle settings.
 */
public final class EcrPublicRegistry implements EcrRegistry {

    private final EcrPublicClient ecr;
    private final RepositoryCreation creation;
    private final Optional<URI> endpoint;

    /** @param sleeper between two tries of a creation whose answer was lost */
    public EcrPublicRegistry(AwsClients clients, Sleeper sleeper) {
        creation = new RepositoryCreation(sleeper);
        ecr = clients.ecrPublic();
        endpoint = clients.endpoint();
    }

    @Override
    public Optional<EcrRepository> find(String name) {
        try {
            List<Repository> found = AwsCall.run(
                            "ecr-public:DescribeRepositories",
                            "public repository " + name,
                            () -> ecr.describeRepositories(request -> request.repositoryNames(name)))
                    .repositories();
            return found.stream().findFirst().map(EcrPublicRegistry::repository);
        } catch (AwsCallException failed) {
            if ("RepositoryNotFoundException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    @Override
    public Optional<EcrRepository> create(String name, EcrRepositorySettings settings) {
        if (!settings.areDefault()) {
            throw new EcrException(
                    "Repositories of ECR Public don't support scan on push, immutable tags, encryption or"
                            + " lifecycle policies. Remove repositorySettings.");
        }
        try {
            return Optional.of(creation.create(
                    name,
                    () -> repository(AwsCall.run(
                                    "ecr-public:CreateRepository",
                                    "public repository " + name,
                                    () -> ecr.createRepository(request -> request.repositoryName(name)
                                            .overrideConfiguration(SendOnce::withoutSdkRetries)))
                            .repository()),
                    () -> find(name)));
        } catch (AwsCallException failed) {
            if ("RepositoryAlreadyExistsException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    private static EcrRepository repository(Repository found) {
        return new EcrRepository(
                found.repositoryName(), found.repositoryUri(), found.registryId(), EcrRepositorySettings.DEFAULT);
    }

    /** Needs {@code sts:GetServiceBearerToken} as well. Unlike the private registry's, the answer names no endpoint. */
    @Override
    public EcrAuthorization authorize() {
        AuthorizationData data = AwsCall.run(
                        "ecr-public:GetAuthorizationToken",
                        "ECR Public",
                        () -> ecr.getAuthorizationToken(request -> {}))
                .authorizationData();
        return EcrAuthorization.of(
                "ecr-public:GetAuthorizationToken", endpoint, data.authorizationToken(), data.expiresAt());
    }

    @Override
    public String place() {
        return "ECR Public";
    }

    @Override
    public String createCommand(String name) {
        return "aws ecr-public create-repository --repository-name " + name + " --region us-east-1";
    }
}
