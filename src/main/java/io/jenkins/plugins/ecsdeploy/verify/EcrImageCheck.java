package io.jenkins.plugins.ecsdeploy.verify;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.client.ImagePlatforms;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecr.model.Image;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;

/** Whether each image of ECR exists under its digest, is not archived, and has the task's platform. */
final class EcrImageCheck implements SetupCheck {

    private static final String DESCRIBE = "ecr:DescribeImages";
    private static final String GET = "ecr:BatchGetImage";
    private static final String LAYER = "ecr:GetDownloadUrlForLayer";

    private final AwsClients clients;
    private final RegistryClients registries;
    private final Sleeper sleeper;

    EcrImageCheck(AwsClients clients, RegistryClients registries, Sleeper sleeper) {
        this.sleeper = sleeper;
        this.clients = clients;
        this.registries = registries;
    }

    /** Whether an image is in the private registry of the region that is called. */
    static boolean isEcr(AwsClients clients, ImageReference image) {
        String host = image.registry().orElse("");
        boolean replaced = clients.endpoint()
                .filter(endpoint -> endpoint.getAuthority().equals(host))
                .isPresent();
        return replaced
                || EcrHostname.of(host)
                        .filter(ecr -> ecr.region().equals(clients.region()))
                        .isPresent();
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        for (ContainerDefinition container : verified.containers()) {
            Optional<ImageReference> image = VerifiedService.image(container);
            if (image.isEmpty()) {
                report.fault(
                        "ecs:DescribeTaskDefinition",
                        "container " + container.name() + ": " + container.image() + " is not the name of an image");
            } else if (isEcr(clients, image.get())) {
                report.look(
                        "the image of container " + container.name(),
                        () -> check(container.name(), image.get(), verified, report));
            }
        }
    }

    private void check(String container, ImageReference image, VerifiedService verified, VerifyReport report)
            throws InterruptedException {
        Optional<ImageDetail> described;
        try {
            described = AwsCall.run(
                            DESCRIBE,
                            "image " + image,
                            () -> clients.ecr()
                                    .describeImages(request -> request.repositoryName(image.repository())
                                            .registryId(registry(image))
                                            .imageIds(id(image))))
                    .imageDetails()
                    .stream()
                    .findFirst();
        } catch (AwsCallException failed) {
            switch (failed.errorCode()) {
                case "ImageNotFoundException" ->
                    report.fault(
                            DESCRIBE,
                            "container " + container + ": there is no image " + image + ". Push it, or correct "
                                    + (image.digest().isPresent() ? "the digest" : "the tag"));
                case "RepositoryNotFoundException" ->
                    report.fault(
                            DESCRIBE,
                            "container " + container + ": there is no repository " + image.repository() + " for "
                                    + image);
                default -> throw failed;
            }
            return;
        }
        if (described.isEmpty()) {
            report.warning(DESCRIBE, "container " + container + ": ECR describes nothing of the image " + image);
            return;
        }
        ImageDetail found = described.get();
        String status = found.imageStatusAsString();
        if (status != null && !status.equals("ACTIVE")) {
            report.fault(
                    DESCRIBE,
                    "container " + container + ": the image " + image + " is " + status
                            + ", so it can't be pulled. Restore it in ECR, or push it again");
        }
        if (verified.platform().isPresent()) {
            report.look(
                    "the platform of the image of container " + container,
                    () -> platform(container, image, verified, report));
        }
    }

    private void platform(String container, ImageReference image, VerifiedService verified, VerifyReport report)
            throws InterruptedException {
        Optional<String> manifest = AwsCall.run(
                        GET,
                        "image " + image,
                        () -> clients.ecr()
                                .batchGetImage(request -> request.repositoryName(image.repository())
                                        .registryId(registry(image))
                                        .imageIds(id(image))))
                .images()
                .stream()
                .findFirst()
                .map(Image::imageManifest);
        if (manifest.isEmpty()) {
            return;
        }
        try {
            Set<String> platforms = ImagePlatforms.of(
                    "the manifest of " + image, manifest.get().getBytes(StandardCharsets.UTF_8), () -> loggedIn(image));
            verified.unfit(container, image, platforms).ifPresent(why -> report.fault(GET, why));
        } catch (ImageException | RegistryException unreadable) {
            report.note(
                    LAYER,
                    "container " + container + ": the platform of " + image + " was not checked: "
                            + unreadable.getMessage());
        }
    }

    private RegistryClient loggedIn(ImageReference image) {
        EcrAuthorization login = new EcrPrivateRegistry(clients, Optional.empty(), sleeper).authorize();
        return registries
                .client(
                        new RegistryTarget(
                                endpoint(login.endpoint().orElseThrow(), registry(image)), image.repository()),
                        Optional.of(new RegistryCredentials(login.username(), login.password())))
                .reading();
    }

    /**
     * The registry of an account, at the host that ECR names for the caller's: a login is never sent to the host in an image's
     * name, because whoever writes a task definition chooses that.
     *
     * @param account null for the caller's
     */
    static URI endpoint(URI own, @CheckForNull String account) {
        String host = own.getAuthority();
        return account == null || EcrHostname.of(host).isEmpty()
                ? own
                : URI.create(own.getScheme() + "://" + account + host.substring(account.length()));
    }

    @CheckForNull
    private static String registry(ImageReference image) {
        return EcrHostname.of(image.registry().orElse(""))
                .map(EcrHostname::registryId)
                .orElse(null);
    }

    private static ImageIdentifier id(ImageReference image) {
        return image.digest()
                .map(digest ->
                        ImageIdentifier.builder().imageDigest(digest.toString()).build())
                .orElseGet(() -> ImageIdentifier.builder()
                        .imageTag(image.tag().orElse("latest"))
                        .build());
    }
}
