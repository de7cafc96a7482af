package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.simulator.registry.RegistryImages;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesResponse;
import software.amazon.awssdk.services.ecr.model.ImageTagMutability;
import software.amazon.awssdk.services.ecr.model.InvalidParameterException;
import software.amazon.awssdk.services.ecr.model.LifecyclePolicyNotFoundException;
import software.amazon.awssdk.services.ecr.model.Repository;
import software.amazon.awssdk.services.ecr.model.RepositoryAlreadyExistsException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotEmptyException;
import software.amazon.awssdk.services.ecr.model.RepositoryNotFoundException;

/** Repositories, tokens and account settings. */
class SimulatedRepositoriesTest extends SimulatedEcrFixture {

    @Test
    void aCreatedRepositoryIsDescribedAsItWasCreated() {
        ecr.createRepository(request -> request.repositoryName("team/webshop")
                .imageTagMutability(ImageTagMutability.IMMUTABLE)
                .imageScanningConfiguration(scanning -> scanning.scanOnPush(true))
                .encryptionConfiguration(
                        encryption -> encryption.encryptionType("KMS").kmsKey("alias/webshop")));

        Repository repository = ecr.describeRepositories(request -> request.repositoryNames("team/webshop"))
                .repositories()
                .get(0);
        assertThat(repository.repositoryUri()).isEqualTo(server.authority() + "/team/webshop");
        assertThat(repository.repositoryArn()).isEqualTo("arn:aws:ecr:us-east-1:123456789012:repository/team/webshop");
        assertThat(repository.registryId()).isEqualTo("123456789012");
        assertThat(repository.createdAt()).isEqualTo(NOW);
        assertThat(repository.imageTagMutability()).isEqualTo(ImageTagMutability.IMMUTABLE);
        assertThat(repository.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(repository.encryptionConfiguration().kmsKey()).isEqualTo("alias/webshop");
    }

    @Test
    void aNameIsTakenOnce() {
        create("webshop");

        assertThatExceptionOfType(RepositoryAlreadyExistsException.class)
                .isThrownBy(() -> create("webshop"))
                .withMessageContaining("The repository with name 'webshop' already exists in the registry with id"
                        + " '123456789012'");
    }

    @Test
    void aNameMustFollowThePattern() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("Webshop"))
                .withMessageContaining("Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must"
                        + " satisfy regular expression '");
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> create("w"))
                .withMessageContaining("'must have length greater than or equal to 2'");
    }

    @Test
    void aMissingMemberIsRefused() {
        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecr.createRepository(request -> {}))
                .withMessageContaining(
                        "Invalid parameter at 'repositoryName' failed to satisfy constraint: 'must not be null'");
    }

    @Test
    void anUnknownRepositoryIsNotFound() {
        assertThatExceptionOfType(RepositoryNotFoundException.class)
                .isThrownBy(() -> ecr.describeRepositories(request -> request.repositoryNames("webshop")))
                .withMessageContaining("The repository with name 'webshop' does not exist in the registry with id"
                        + " '123456789012'");
    }

    @Test
    void repositoriesAreListedPageByPage() {
        List.of("aa", "bb", "cc").forEach(this::create);

        DescribeRepositoriesResponse first = ecr.describeRepositories(request -> request.maxResults(2));
        DescribeRepositoriesResponse second =
                ecr.describeRepositories(request -> request.maxResults(2).nextToken(first.nextToken()));

        assertThat(first.repositories()).extracting(Repository::repositoryName).containsExactly("aa", "bb");
        assertThat(second.repositories()).extracting(Repository::repositoryName).containsExactly("cc");
        assertThat(second.nextToken()).isNull();
    }

    @Test
    void anotherRegionHasARegistryOfItsOwn() {
        create("webshop");

        try (EcrClient ireland = client(Region.EU_WEST_1)) {
            assertThat(ireland.describeRepositories().repositories()).isEmpty();
            assertThatExceptionOfType(RepositoryNotFoundException.class)
                    .isThrownBy(() -> ireland.describeImages(request -> request.repositoryName("webshop")));
        }
    }

    @Test
    void aRepositoryWithImagesIsDeletedOnlyByForce() throws IOException {
        create("webshop");
        images.push("webshop", "v1", "hello");

        assertThatExceptionOfType(RepositoryNotEmptyException.class)
                .isThrownBy(() -> ecr.deleteRepository(request -> request.repositoryName("webshop")));
        ecr.deleteRepository(request -> request.repositoryName("webshop").force(true));

        assertThat(ecr.describeRepositories().repositories()).isEmpty();
    }

    @Test
    void theTokenIsUserAndPasswordOfTheRegistryForTwelveHours() throws IOException {
        AuthorizationData data = ecr.getAuthorizationToken().authorizationData().get(0);

        assertThat(data.proxyEndpoint()).isEqualTo(server.endpoint().toString());
        assertThat(data.expiresAt()).isEqualTo(NOW.plus(AuthorizationTokens.VALIDITY));
        byte[] decoded = Base64.getDecoder().decode(data.authorizationToken());
        assertThat(new String(decoded, StandardCharsets.UTF_8)).startsWith("AWS:");
        create("webshop");
        assertThat(new RegistryImages(server.endpoint(), data.authorizationToken()).push("webshop", "v1", "hello"))
                .startsWith("sha256:");
    }

    @Test
    void blobMountingIsOffUntilItIsPut() {
        assertThat(blobMounting()).isEqualTo("DISABLED");

        ecr.putAccountSetting(request -> request.name("BLOB_MOUNTING").value("ENABLED"));

        assertThat(blobMounting()).isEqualTo("ENABLED");
        assertThat(repositories.blobMounting()).isTrue();
    }

    @Test
    void aLifecyclePolicyIsKeptAsText() {
        create("webshop");
        String policy = """
                {"rules": [{"rulePriority": 1, "selection": {"tagStatus": "untagged", "countType": \
                "imageCountMoreThan", "countNumber": 5}, "action": {"type": "expire"}}]}""";

        ecr.putLifecyclePolicy(request -> request.repositoryName("webshop").lifecyclePolicyText(policy));

        assertThat(ecr.getLifecyclePolicy(request -> request.repositoryName("webshop"))
                        .lifecyclePolicyText())
                .isEqualTo(policy);
    }

    @Test
    void aLifecyclePolicyWithoutRulesIsRefused() {
        create("webshop");
        String policy = "{\"rules\": []" + " ".repeat(100) + "}";

        assertThatExceptionOfType(InvalidParameterException.class)
                .isThrownBy(() -> ecr.putLifecyclePolicy(
                        request -> request.repositoryName("webshop").lifecyclePolicyText(policy)))
                .withMessageContaining("Lifecycle policy validation failure");
        assertThatExceptionOfType(LifecyclePolicyNotFoundException.class)
                .isThrownBy(() -> ecr.getLifecyclePolicy(request -> request.repositoryName("webshop")));
    }

    @Test
    void tagMutabilityCanBeChangedLater() {
        create("webshop");

        ecr.putImageTagMutability(
                request -> request.repositoryName("webshop").imageTagMutability(ImageTagMutability.IMMUTABLE));

        assertThat(repositories.find("webshop").orElseThrow().settings().keeps("v1"))
                .isTrue();
    }

    @Test
    void aDeniedActionIsNamed() {
        faults.deny("ecr:CreateRepository");

        assertThatThrownBy(() -> create("webshop"))
                .hasMessageContaining("is not authorized to perform: ecr:CreateRepository");
    }

    private String blobMounting() {
        return ecr.getAccountSetting(request -> request.name("BLOB_MOUNTING")).value();
    }
}
