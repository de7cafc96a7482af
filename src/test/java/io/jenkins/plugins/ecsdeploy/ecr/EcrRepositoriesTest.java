package io.jenkins.plugins.ecsdeploy.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.Repository;

class EcrRepositoriesTest {

    private static final String POLICY = """
            {"rules": [{"rulePriority": 1, "description": "two weeks", "selection": {"tagStatus": "untagged",
            "countType": "sinceImagePushed", "countUnit": "days", "countNumber": 14}, "action": {"type": "expire"}}]}
            """;

    private static final EcrRepositorySettings ALL =
            new EcrRepositorySettings(true, true, Optional.of("KMS"), Optional.of("alias/images"), Optional.of(POLICY));

    private final EcrFixture aws = new EcrFixture();
    private final EcrClient api = aws.clients().ecr();
    private final EcrRepositories repositories =
            new EcrRepositories(new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance));

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aMissingRepositoryIsAnErrorThatSaysHowToCreateIt() {
        assertThatThrownBy(() -> repositories.existing("shop/web"))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("There is no ECR repository \"shop/web\" in region us-east-1")
                .hasMessageContaining("aws ecr create-repository --repository-name shop/web --region us-east-1")
                .hasMessageContaining("createRepository");
    }

    @Test
    void aCreationWhoseAnswerIsLostGetsItsLifecyclePolicy() {
        aws.simulator.faults().next(1, "ecr:CreateRepository", Faults.answerLost());
        EcrRegistry registry = new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance);

        assertThat(registry.create("shop/web", ALL)).isPresent();
        assertThat(aws.simulator.operations())
                .containsOnlyOnce("ecr:CreateRepository")
                .contains("ecr:PutLifecyclePolicy");
    }

    @Test
    void onRequestItIsCreatedWithAllSettings() {
        EcrRepositories.Ready ready = repositories.existingOrNew("shop/web", ALL);

        assertThat(ready.created()).isTrue();
        assertThat(ready.notes().toString())
                .contains("scan on push, immutable tags, encrypted with KMS (alias/images), a lifecycle policy");
        Repository created = api.describeRepositories(request -> request.repositoryNames("shop/web"))
                .repositories()
                .get(0);
        assertThat(created.imageScanningConfiguration().scanOnPush()).isTrue();
        assertThat(created.imageTagMutabilityAsString()).isEqualTo("IMMUTABLE");
        assertThat(created.encryptionConfiguration().encryptionTypeAsString()).isEqualTo("KMS");
        assertThat(created.encryptionConfiguration().kmsKey()).isEqualTo("alias/images");
        assertThat(api.getLifecyclePolicy(request -> request.repositoryName("shop/web"))
                        .lifecyclePolicyText())
                .isEqualTo(POLICY);
        assertThat(ready.repository().uri()).isEqualTo(created.repositoryUri());
    }

    @Test
    void withoutSettingsItIsCreatedWithEcrsDefaults() {
        assertThat(repositories
                        .existingOrNew("shop/web", EcrRepositorySettings.DEFAULT)
                        .created())
                .isTrue();
        assertThat(aws.simulator.operations())
                .contains("ecr:CreateRepository")
                .doesNotContain("ecr:PutLifecyclePolicy");
    }

    @Test
    void anExistingRepositoryIsNotChangedButDifferencesAreNoted() {
        aws.simulator.createRepository("shop/web");

        EcrRepositories.Ready ready = repositories.existingOrNew("shop/web", ALL);

        assertThat(ready.created()).isFalse();
        assertThat(ready.notes())
                .containsExactly("Repository shop/web already exists, and its settings were not changed: scan on"
                        + " push is off, its tags are mutable, it is encrypted with AES256");
        assertThat(aws.simulator.operations()).containsExactly("ecr:DescribeRepositories");
    }

    @Test
    void anExistingRepositoryWithTheseSettingsNeedsNoNote() {
        repositories.existingOrNew("shop/web", ALL);
        assertThat(repositories.existingOrNew("shop/web", ALL).notes()).isEmpty();
    }

    @Test
    void aRepositoryThatAnotherBuildCreatesMeanwhileIsUsed() {
        EcrRegistry slow =
                new CreatedMeanwhile(new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance));

        EcrRepositories.Ready ready = new EcrRepositories(slow).existingOrNew("shop/web", ALL);

        assertThat(ready.created()).isFalse();
        assertThat(ready.repository().name()).isEqualTo("shop/web");
    }

    @Test
    void aRefusedPolicyIsReportedWithWhatHasBeenDone() {
        aws.simulator
                .faults()
                .next(
                        1,
                        "ecr:PutLifecyclePolicy",
                        new Faults.Answer(AwsError.client("InvalidParameterException", "no such unit")));

        assertThatThrownBy(() -> repositories.existingOrNew("shop/web", ALL))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining(
                        "The repository shop/web was created in region us-east-1, but its lifecycle policy could not")
                .hasMessageContaining("nothing was pushed")
                .hasMessageContaining("no such unit");
    }

    @Test
    void aMissingPermissionIsNamed() {
        aws.simulator.faults().deny("ecr:CreateRepository");

        assertThatThrownBy(() -> repositories.existingOrNew("shop/web", EcrRepositorySettings.DEFAULT))
                .isInstanceOf(AwsCallException.class)
                .hasMessageContaining("Missing IAM action: ecr:CreateRepository");
    }

    @Test
    void settingsThatEcrWouldRefuseAreRefusedBeforeAnyCall() {
        assertThatThrownBy(() -> encrypted("RSA", null))
                .hasMessageContaining("one of AES256, KMS, KMS_DSSE, not \"RSA\"");
        assertThatThrownBy(() -> encrypted("AES256", "alias/images"))
                .hasMessageContaining("kmsKey requires encryption");
        assertThatThrownBy(() -> policy("{\"rules\": [}")).hasMessageContaining("not JSON: line 1, column 12");
        assertThatThrownBy(() -> policy("{}")).hasMessageContaining("has no rules");
    }

    private static EcrRepositorySettings encrypted(String type, String key) {
        return new EcrRepositorySettings(false, false, Optional.of(type), Optional.ofNullable(key), Optional.empty());
    }

    private static EcrRepositorySettings policy(String json) {
        return new EcrRepositorySettings(false, false, Optional.empty(), Optional.empty(), Optional.of(json));
    }

    /** Finds nothing at first, but then somebody else has created it. */
    private static final class CreatedMeanwhile implements EcrRegistry {

        private final EcrRegistry ecr;
        private boolean asked;

        CreatedMeanwhile(EcrRegistry ecr) {
            this.ecr = ecr;
        }

        @Override
        public Optional<EcrRepository> find(String name) {
            if (asked) {
                return ecr.find(name);
            }
            asked = true;
            return Optional.empty();
        }

        @Override
        public Optional<EcrRepository> create(String name, EcrRepositorySettings settings) {
            ecr.create(name, EcrRepositorySettings.DEFAULT);
            return ecr.create(name, settings);
        }

        @Override
        public EcrAuthorization authorize() {
            return ecr.authorize();
        }

        @Override
        public String place() {
            return ecr.place();
        }

        @Override
        public String createCommand(String name) {
            return ecr.createCommand(name);
        }
    }
}
