package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.CreateRepositoryRequest;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.EncryptionConfiguration;
import software.amazon.awssdk.services.ecr.model.ImageScanningConfiguration;
import software.amazon.awssdk.services.ecr.model.Repository;

/** The private registry of an account in one region: its repositories, and a login to it. */
public final class EcrPrivateRegistry implements EcrRegistry {

    private final EcrClient ecr;
    private final RepositoryCreation creation;
    private final String region;
    private final Optional<String> registryId;

    /**
     * @param registryId the account that owns the registry; empty for the caller's own
     * @param sleeper between two tries of a creation whose answer was lost
     */
    public EcrPrivateRegistry(AwsClients clients, Optional<String> registryId, Sleeper sleeper) {
        creation = new RepositoryCreation(sleeper);
        ecr = clients.ecr();
        region = clients.region();
        this.registryId = registryId;
    }

    @Override
    public Optional<EcrRepository> find(String name) {
        DescribeRepositoriesRequest request = DescribeRepositoriesRequest.builder()
                .repositoryNames(name)
                .registryId(registryId.orElse(null))
                .build();
        try {
            List<Repository> found = AwsCall.run(
                            "ecr:DescribeRepositories", "repository " + name, () -> ecr.describeRepositories(request))
                    .repositories();
            return found.stream().findFirst().map(EcrPrivateRegistry::repository);
        } catch (AwsCallException failed) {
            if ("RepositoryNotFoundException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
    }

    /** Settings with ECR's default are not sent, so they need no permission and no support in the region. */
    @Override
    public Optional<EcrRepository> create(String name, EcrRepositorySettings settings) {
        CreateRepositoryRequest.Builder request = CreateRepositoryRequest.builder()
                .repositoryName(name)
                .registryId(registryId.orElse(null))
                .overrideConfiguration(SendOnce::withoutSdkRetries);
        if (settings.scanOnPush()) {
            request.imageScanningConfiguration(
                    ImageScanningConfiguration.builder().scanOnPush(true).build());
        }
        if (settings.immutableTags()) {
            request.imageTagMutability("IMMUTABLE");
        }
        settings.encryption()
                .ifPresent(type -> request.encryptionConfiguration(EncryptionConfiguration.builder()
                        .encryptionType(type)
                        .kmsKey(settings.kmsKey().orElse(null))
                        .build()));
        EcrRepository created;
        try {
            created = creation.create(
                    name,
                    () -> repository(AwsCall.run(
                                    "ecr:CreateRepository",
                                    "repository " + name,
                                    () -> ecr.createRepository(request.build()))
                            .repository()),
                    () -> find(name));
        } catch (AwsCallException failed) {
            if ("RepositoryAlreadyExistsException".equals(failed.errorCode())) {
                return Optional.empty();
            }
            throw failed;
        }
        settings.lifecyclePolicy().ifPresent(policy -> putLifecyclePolicy(name, policy));
        return Optional.of(created);
    }

    private void putLifecyclePolicy(String name, String policy) {
        try {
            AwsCall.run(
                    "ecr:PutLifecyclePolicy",
                    "repository " + name,
                    () -> ecr.putLifecyclePolicy(request -> request.repositoryName(name)
                            .registryId(registryId.orElse(null))
                            .lifecyclePolicyText(policy)));
        } catch (AwsCallException failed) {
            throw new EcrException(
                    "The repository " + name + " was created in " + place()
                            + ", but its lifecycle policy could not be set, and nothing was pushed. Set the policy (aws"
                            + " ecr put-lifecycle-policy --repository-name " + name + " --region " + region
                            + "), or correct it and delete the empty repository before the next build. "
                            + failed.getMessage(),
                    failed);
        }
    }

    private static EcrRepository repository(Repository found) {
        EncryptionConfiguration encryption = found.encryptionConfiguration();
        ImageScanningConfiguration scanning = found.imageScanningConfiguration();
        return new EcrRepository(
                found.repositoryName(),
                found.repositoryUri(),
                found.registryId(),
                new EcrRepositorySettings(
                        scanning != null && Boolean.TRUE.equals(scanning.scanOnPush()),
                        String.valueOf(found.imageTagMutabilityAsString()).startsWith("IMMUTABLE"),
                        Optional.ofNullable(encryption).map(EncryptionConfiguration::encryptionTypeAsString),
                        Optional.ofNullable(encryption).map(EncryptionConfiguration::kmsKey),
                        Optional.empty()));
    }

    @Override
    public EcrAuthorization authorize() {
        AuthorizationData data = AwsCall.run(
                        "ecr:GetAuthorizationToken", "the registry in " + region, ecr::getAuthorizationToken)
                .authorizationData()
                .get(0);
        return EcrAuthorization.of(
                "ecr:GetAuthorizationToken",
                Optional.of(URI.create(data.proxyEndpoint())),
                data.authorizationToken(),
                data.expiresAt());
    }

    @Override
    public String place() {
        return "region " + region + registryId.map(id -> ", account " + id).orElse("");
    }

    @Override
    public String createCommand(String name) {
        return "aws ecr create-repository --repository-name " + name + " --region " + region
                + registryId.map(id -> " --registry-id " + id).orElse("");
    }
}
