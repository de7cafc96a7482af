package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.image.Manifest;
import io.jenkins.plugins.ecsdeploy.registry.client.ImagePlatforms;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/**
 * Whether each image outside of this region's ECR exists and has the task's platform, as far as anybody may read it. The
 * secret of {@code repositoryCredentials} is never read: a task definition could have it sent to any registry that it names.
 */
final class RegistryImageCheck implements SetupCheck {

    private static final String DOCKER_HUB = "docker.io";
    /** They answer 401 or 403 for what needs a login, so that 404 means that there is none. */
    private static final Set<String> SHOWING_PRIVATE_AS_REFUSED =
            Set.of(DOCKER_HUB, EcrHostname.PUBLIC, "ghcr.io", "quay.io");

    private static final int FORBIDDEN = 403;
    private static final int UNAUTHORIZED = 401;

    private final AwsClients clients;
    private final RegistryClients registries;

    RegistryImageCheck(AwsClients clients, RegistryClients registries) {
        this.clients = clients;
        this.registries = registries;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        for (ContainerDefinition container : verified.containers()) {
            Optional<ImageReference> image =
                    VerifiedService.image(container).filter(one -> !EcrImageCheck.isEcr(clients, one));
            if (image.isPresent()) {
                check(container, image.get(), verified, report);
            }
        }
    }

    private void check(
            ContainerDefinition container, ImageReference image, VerifiedService verified, VerifyReport report)
            throws InterruptedException {
        String is = "container " + container.name() + ": " + image + " ";
        if (container.repositoryCredentials() != null) {
            report.note("", is + "was not looked up: the secret of its repositoryCredentials is never read");
            return;
        }
        RegistryTarget target;
        try {
            target = RegistryTarget.of(image.registry().orElse(DOCKER_HUB), image.repository());
        } catch (ImageException noAddress) {
            report.note("", is + "was not looked up: " + noAddress.getMessage());
            return;
        }
        try {
            RegistryClient registry =
                    registries.client(target, Optional.empty()).reading();
            String reference = image.digest()
                    .map(Object::toString)
                    .orElseGet(() -> image.tag().orElse("latest"));
            Optional<Manifest> manifest = registry.manifest(reference);
            if (manifest.isEmpty()) {
                missing(is, target.registry(), report);
            } else {
                verified.unfit(
                                container.name(),
                                image,
                                ImagePlatforms.of(
                                        "the manifest of " + image,
                                        manifest.get().bytes(),
                                        () -> registry))
                        .ifPresent(why -> report.fault("", why));
            }
        } catch (RegistryException refused) {
            report.note("", is + "was not looked up: " + why(refused));
        } catch (ImageException unreadable) {
            report.note("", is + "was not checked: what its registry answered is no image");
        }
    }

    /** Some registries hide private images as missing, and container instances may have a login of their own. */
    private static void missing(String is, String registry, VerifyReport report) {
        if (SHOWING_PRIVATE_AS_REFUSED.contains(registry)) {
            report.fault("", is + "does not exist. Correct the image, or push it");
        } else {
            report.warning(
                    "",
                    is + "is not shown by its registry without a login. If it is not private, correct it, or push it");
        }
    }

    /** Without the answer's words: an image may name any server that the controller reaches, and the log has many readers. */
    private static String why(RegistryException refused) {
        return switch (refused.status()) {
            case 0 -> refused.getMessage();
            case UNAUTHORIZED, FORBIDDEN ->
                "without a login its registry does not show it, so it is private or does not exist";
            default -> "its registry answered " + refused.status();
        };
    }
}
