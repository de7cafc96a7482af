package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import java.util.LinkedHashSet;
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
    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;

    EcrImageCheck(AwsClients clients) {
        this.clients = clients;
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
            } else {
                report.note(
                        DESCRIBE,
                        "container " + container.name() + ": " + image.get()
                                + " is not in this region's ECR and was not looked up");
            }
        }
    }

    private void check(String container, ImageReference image, VerifiedService verified, VerifyReport report) {
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
        String type = String.valueOf(found.imageManifestMediaType());
        Optional<String> architecture = verified.architecture();
        if (architecture.isPresent() && (type.contains("index") || type.contains("manifest.list"))) {
            platform(container, image, architecture.get(), report);
        }
    }

    private void platform(String container, ImageReference image, String architecture, VerifyReport report) {
        String manifest = AwsCall.run(
                        GET,
                        "image " + image,
                        () -> clients.ecr()
                                .batchGetImage(request -> request.repositoryName(image.repository())
                                        .registryId(registry(image))
                                        .imageIds(id(image))))
                .images()
                .stream()
                .findFirst()
                .map(Image::imageManifest)
                .orElse("{}");
        Set<String> has = new LinkedHashSet<>();
        try {
            for (JsonNode each : JSON.readTree(manifest).path("manifests")) {
                has.add(each.path("platform").path("architecture").asText());
            }
        } catch (JsonProcessingException unreadable) {
            return;
        }
        has.remove("");
        has.remove("unknown"); // attestations
        if (!has.isEmpty() && !has.contains(architecture)) {
            report.fault(
                    GET,
                    "container " + container + ": the image " + image + " is for " + String.join(", ", has)
                            + ", and the task runs on " + architecture
                            + ". Build it for that, or change runtimePlatform");
        }
    }

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
