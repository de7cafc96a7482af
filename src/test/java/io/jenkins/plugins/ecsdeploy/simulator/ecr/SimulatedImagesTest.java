package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecr.model.BatchDeleteImageResponse;
import software.amazon.awssdk.services.ecr.model.BatchGetImageResponse;
import software.amazon.awssdk.services.ecr.model.ImageDetail;
import software.amazon.awssdk.services.ecr.model.ImageFailure;
import software.amazon.awssdk.services.ecr.model.ImageFailureCode;
import software.amazon.awssdk.services.ecr.model.ImageIdentifier;
import software.amazon.awssdk.services.ecr.model.ImageNotFoundException;
import software.amazon.awssdk.services.ecr.model.TagStatus;

/** Describing, reading, listing and deleting images. */
class SimulatedImagesTest extends SimulatedEcrFixture {

    private static final String ABSENT = "sha256:" + "0".repeat(64);

    @Test
    void aPushedImageIsDescribed() throws IOException {
        create("webshop");
        String digest = images.push("webshop", "v1", "hello");
        images.push("webshop", "stable", "hello");

        ImageDetail image = ecr.describeImages(
                        request -> request.repositoryName("webshop").imageIds(tag("v1")))
                .imageDetails()
                .get(0);
        assertThat(image.imageDigest()).isEqualTo(digest);
        assertThat(image.imageTags()).containsExactly("stable", "v1");
        assertThat(image.imagePushedAt()).isEqualTo(NOW);
        assertThat(image.imageManifestMediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        assertThat(image.imageSizeInBytes()).isEqualTo(25);
    }

    @Test
    void anUnknownImageIsNotFound() {
        create("webshop");

        assertThatExceptionOfType(ImageNotFoundException.class)
                .isThrownBy(() -> ecr.describeImages(
                        request -> request.repositoryName("webshop").imageIds(tag("v1"))))
                .withMessageContaining(
                        "The image with imageId {imageDigest:'null', imageTag:'v1'} does not exist within"
                                + " the repository with name 'webshop' in the registry with id '123456789012'");
    }

    @Test
    void imagesAreFilteredByTagStatus() throws IOException {
        create("webshop");
        String old = images.push("webshop", "v1", "one");
        String current = images.push("webshop", "v1", "two");

        assertThat(ecr.describeImages(request -> request.repositoryName("webshop")
                                .filter(filter -> filter.tagStatus(TagStatus.UNTAGGED)))
                        .imageDetails())
                .extracting(ImageDetail::imageDigest)
                .containsExactly(old);
        assertThat(ecr.listImages(request ->
                                request.repositoryName("webshop").filter(filter -> filter.tagStatus(TagStatus.TAGGED)))
                        .imageIds())
                .containsExactly(ImageIdentifier.builder()
                        .imageDigest(current)
                        .imageTag("v1")
                        .build());
    }

    @Test
    void manifestsAreReadInOneCallWithFailuresBeside() throws IOException {
        create("webshop");
        String digest = images.push("webshop", "v1", "hello");

        BatchGetImageResponse response = ecr.batchGetImage(request -> request.repositoryName("webshop")
                .imageIds(tag("v1"), digest(ABSENT), ImageIdentifier.builder().build()));

        assertThat(response.images()).singleElement().satisfies(image -> {
            assertThat(image.imageId().imageDigest()).isEqualTo(digest);
            assertThat(image.imageManifest()).contains("\"schemaVersion\": 2");
            assertThat(image.imageManifestMediaType()).isEqualTo("application/vnd.oci.image.manifest.v1+json");
        });
        assertThat(response.failures())
                .extracting(ImageFailure::failureCode)
                .containsExactly(ImageFailureCode.IMAGE_NOT_FOUND, ImageFailureCode.MISSING_DIGEST_AND_TAG);
    }

    @Test
    void deletingATagKeepsAnImageThatHasAnother() throws IOException {
        create("webshop");
        String digest = images.push("webshop", "v1", "hello");
        images.push("webshop", "stable", "hello");

        ecr.batchDeleteImage(request -> request.repositoryName("webshop").imageIds(tag("v1")));

        assertThat(ecr.listImages(request -> request.repositoryName("webshop")).imageIds())
                .containsExactly(ImageIdentifier.builder()
                        .imageDigest(digest)
                        .imageTag("stable")
                        .build());
    }

    @Test
    void deletingADigestDeletesTheImage() throws IOException {
        create("webshop");
        String digest = images.push("webshop", "v1", "hello");

        BatchDeleteImageResponse response = ecr.batchDeleteImage(
                request -> request.repositoryName("webshop").imageIds(digest(digest)));

        assertThat(response.failures()).isEmpty();
        assertThat(ecr.listImages(request -> request.repositoryName("webshop")).imageIds())
                .isEmpty();
    }

    private static ImageIdentifier tag(String tag) {
        return ImageIdentifier.builder().imageTag(tag).build();
    }

    private static ImageIdentifier digest(String digest) {
        return ImageIdentifier.builder().imageDigest(digest).build();
    }
}
