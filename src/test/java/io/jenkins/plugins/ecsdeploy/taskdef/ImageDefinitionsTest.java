package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageDefinitionsTest {

    private static final String IMAGE = "123456789012.dkr.ecr.us-west-2.amazonaws.com/shop@sha256:" + "1".repeat(64);

    @Test
    void imagesOfImageDefinitionsBelongToTheirContainers() {
        ImageDefinitions read = ImageDefinitions.parse("imagedefinitions.json", """
                [
                  {"name": "web", "imageUri": "%s"},
                  {"name": "log", "imageUri": "fluent/fluent-bit:3.2"}
                ]
                """.formatted(IMAGE));

        assertThat(read.images()).containsExactly(Map.entry("web", IMAGE), Map.entry("log", "fluent/fluent-bit:3.2"));
        assertThat(read.values()).isEmpty();
    }

    @Test
    void theImageOfImageDetailIsTheValueOfItsPlaceholder() {
        // What an ECR source action writes.
        ImageDefinitions read = ImageDefinitions.parse("imageDetail.json", """
                {
                  "ImageSizeInBytes": "44728918", "ImageDigest": "sha256:11", "Version": "1.0",
                  "ImagePushedAt": "Mon Jan 21 20:04:00 UTC 2019", "RegistryId": "123456789012",
                  "RepositoryName": "shop", "ImageURI": "%s", "ImageTags": ["latest"]
                }
                """.formatted(IMAGE));

        assertThat(read.values()).containsExactly(Map.entry("IMAGE1_NAME", IMAGE));
        assertThat(read.images()).isEmpty();
    }

    @Test
    void whatTheStepSaysWins() {
        ImageDefinitions read = ImageDefinitions.parse("i.json", "[{\"name\": \"web\", \"imageUri\": \"web:1\"}]")
                .under(Map.of("web", "web:2"), Map.of("STAGE", "test"));

        assertThat(read.images()).containsExactly(Map.entry("web", "web:2"));
        assertThat(read.values()).containsExactly(Map.entry("STAGE", "test"));
    }

    @Test
    void allFaultsAreNamedWithTheirPlaces() {
        assertThatThrownBy(() -> ImageDefinitions.parse("i.json", """
                        [
                          {"name": "web"},
                          {"imageUri": "web:1"},
                          {"name": "log", "imageUri": "log:1"},
                          {"name": "log", "imageUri": "log:2"}
                        ]
                        """))
                .hasMessageContaining("3 faults in the image definitions template i.json:")
                .hasMessageContaining(
                        "i.json:2:3 [0] imageUri is missing: imagedefinitions.json is [{\"name\": CONTAINER")
                .hasMessageContaining("i.json:3:3 [1] name is missing")
                .hasMessageContaining("i.json:5:3 [3] container log is named twice");
    }

    @Test
    void anotherFileIsRefused() {
        assertThatThrownBy(() -> ImageDefinitions.parse("package.json", "{\"name\": \"shop\"}"))
                .hasMessageContaining("package.json:1:1 ImageURI is missing");
        assertThatThrownBy(() -> ImageDefinitions.parse("i.json", "[]")).hasMessageContaining("no image is named");
        assertThatThrownBy(() -> ImageDefinitions.parse("i.json", "web:1")).hasMessageContaining("i.json:1:1");
    }
}
