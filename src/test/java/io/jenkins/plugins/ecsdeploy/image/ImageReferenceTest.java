package io.jenkins.plugins.ecsdeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ImageReferenceTest {

    private static final Digest DIGEST = Digest.sha256(new byte[0]);

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "nginx,-,nginx,-",
                "nginx:1.27,-,nginx,1.27",
                "team/app:v1,-,team/app,v1",
                "localhost/app:v1,localhost,app,v1",
                "localhost:5000/app,localhost:5000,app,-",
                "127.0.0.1:5000/a/b/c:x,127.0.0.1:5000,a/b/c,x",
                "[::1]:5000/app:v1,[::1]:5000,app,v1",
                "123456789012.dkr.ecr.eu-west-1.amazonaws.com/web/shop:7,"
                        + "123456789012.dkr.ecr.eu-west-1.amazonaws.com,web/shop,7",
                "Host/app,Host,app,-",
            })
    void aNameIsSplitAsDockerSplitsIt(String text, String registry, String repository, String tag) {
        ImageReference reference = ImageReference.parse(text);

        assertThat(reference.registry().orElse(null)).isEqualTo(registry);
        assertThat(reference.repository()).isEqualTo(repository);
        assertThat(reference.tag().orElse(null)).isEqualTo(tag);
        assertThat(reference.digest()).isEmpty();
        assertThat(reference).hasToString(text);
    }

    @Test
    void aReferenceMayHaveTagAndDigest() {
        ImageReference reference = ImageReference.parse("registry.example.com/app:v1@" + DIGEST);

        assertThat(reference.tag()).contains("v1");
        assertThat(reference.digest()).contains(DIGEST);
        assertThat(reference).hasToString("registry.example.com/app:v1@" + DIGEST);
    }

    @Test
    void aDigestReplacesTheTagAndATagTheDigest() {
        ImageReference tagged = ImageReference.parse("registry.example.com/app:v1");

        assertThat(tagged.withDigest(DIGEST)).hasToString("registry.example.com/app@" + DIGEST);
        assertThat(tagged.withDigest(DIGEST).withTag("v2")).hasToString("registry.example.com/app:v2");
    }

    @ParameterizedTest
    @CsvSource({
        "nginx,docker.io/library/nginx",
        "docker.io/nginx:1,docker.io/library/nginx:1",
        "index.docker.io/team/app,docker.io/team/app",
        "team/app:v1,docker.io/team/app:v1",
        "quay.io/app,quay.io/app",
    })
    void normalizingAddsWhatDockerLeavesOutButNoTag(String text, String normalized) {
        assertThat(ImageReference.parse(text).normalized()).hasToString(normalized);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "``|the repository's name is missing",
                "https://host/app|leave out the scheme",
                "App|its repository is not in lower case",
                "registry.example.com/team/App|its repository is not in lower case",
                "app:|its tag is not valid",
                "app:-x|its tag is not valid",
                "a//b|nothing before or after a slash",
                "app@sha256:12|its digest is not valid",
                "ex_ample.com/app|its registry is not a host",
                "app name|may contain only a-z",
            })
    void aTextThatIsNoReferenceIsRefusedWithTheReason(String text, String reason) {
        assertThatThrownBy(() -> ImageReference.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageStartingWith("'" + text + "' is not an image reference")
                .hasMessageContaining(reason);
    }

    @Test
    void aTagOfMoreThan128CharactersIsRefused() {
        ImageReference.checkTag("t".repeat(128));
        assertThatThrownBy(() -> ImageReference.checkTag("t".repeat(129))).isInstanceOf(ImageException.class);
    }
}
