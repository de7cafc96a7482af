package io.jenkins.plugins.ecsdeploy.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.operations.push.EcrPushTarget;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcrPublic;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;

/** Pushes to other registries than the caller's own in its own region. */
class EcrEverywhereTest {

    private static final String OTHER_ACCOUNT = "210987654321";

    @TempDir
    Path folder;

    private final EcrFixture aws = new EcrFixture();

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void anotherRegion() throws Exception {
        AwsClients ireland = aws.clients(Region.EU_WEST_1);

        PushResult result = push(new EcrPrivateRegistry(ireland, Optional.empty(), aws.clock::advance));

        assertThat(result.pushed()).isTrue();
        assertThat(ireland.ecr()
                        .describeImages(request -> request.repositoryName("shop/web"))
                        .imageDetails()
                        .get(0)
                        .imageDigest())
                .isEqualTo(result.digest().toString());
        assertThat(new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance).find("shop/web"))
                .isEmpty();
    }

    @Test
    void anotherAccountByARole() throws Exception {
        AwsClients role = aws.clientsOf(OTHER_ACCOUNT);

        PushResult result = push(new EcrPrivateRegistry(role, Optional.empty(), aws.clock::advance));

        assertThat(result.pushed()).isTrue();
        assertThat(new EcrPrivateRegistry(role, Optional.empty(), aws.clock::advance)
                        .repository("shop/web")
                        .registryId())
                .isEqualTo(OTHER_ACCOUNT);
        assertThat(new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance).find("shop/web"))
                .isEmpty();
    }

    @Test
    void anotherAccountWhoseRepositoryAllowsTheCaller() throws Exception {
        push(new EcrPrivateRegistry(aws.clientsOf(OTHER_ACCOUNT), Optional.empty(), aws.clock::advance));
        EcrRegistry theirs = new EcrPrivateRegistry(aws.clients(), Optional.of(OTHER_ACCOUNT), aws.clock::advance);

        PushResult again = push(theirs);

        assertThat(again.pushed()).isFalse();
        assertThat(theirs.repository("shop/web").registryId()).isEqualTo(OTHER_ACCOUNT);
        assertThatThrownBy(() -> theirs.repository("shop/api"))
                .hasMessageContaining("in region us-east-1, account " + OTHER_ACCOUNT);
    }

    @Test
    void ecrPublicFromAnyRegion() throws Exception {
        EcrRegistry publicRegistry = new EcrPublicRegistry(aws.clients(Region.EU_WEST_1), aws.clock::advance);

        PushResult first = push(publicRegistry);
        PushResult second = push(publicRegistry);

        assertThat(first.uri().toString()).contains("/" + SimulatedEcrPublic.ALIAS + "/shop/web@sha256:");
        assertThat(first.pushed()).isTrue();
        assertThat(second.pushed()).isFalse();
        assertThat(aws.simulator.operations())
                .contains("ecr-public:CreateRepository", "ecr-public:GetAuthorizationToken")
                .noneMatch(operation -> operation.startsWith("ecr:"));
    }

    @Test
    void ecrPublicHasNoSettings() {
        EcrRepositorySettings scanned =
                new EcrRepositorySettings(true, false, Optional.empty(), Optional.empty(), Optional.empty());

        assertThatThrownBy(() -> new EcrRepositories(new EcrPublicRegistry(aws.clients(), aws.clock::advance))
                        .existingOrNew("shop/web", scanned))
                .isInstanceOf(EcrException.class)
                .hasMessageContaining("Remove repositorySettings");
    }

    @Test
    void aMissingPublicRepositoryIsNamedWithTheCommand() {
        assertThatThrownBy(() -> new EcrPublicRegistry(aws.clients(), aws.clock::advance).repository("shop/web"))
                .hasMessageContaining("in ECR Public")
                .hasMessageContaining("aws ecr-public create-repository");
    }

    private PushResult push(EcrRegistry registry) throws InterruptedException {
        EcrRepository repository = new EcrRepositories(registry)
                .existingOrNew("shop/web", EcrRepositorySettings.DEFAULT)
                .repository();
        EcrPushTarget target = EcrPushTarget.of(repository, registry.authorize());
        Path image = TestImages.writeDirectory(
                folder.resolve("image"), TestImages.ociLayout("1", TestImages.layer(1, 5000)));
        return new ImagePush(Retries.standard(), PushProgress.NONE)
                .push(
                        PushSource.Archive.at(image),
                        target.target(),
                        Optional.of(target.credentials()),
                        List.of("1.4.2"),
                        PushOptions.STANDARD);
    }
}
