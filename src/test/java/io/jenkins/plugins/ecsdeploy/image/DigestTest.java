package io.jenkins.plugins.ecsdeploy.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigestTest {

    private static final String OF_NOTHING = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    @Test
    void noContentHasTheWellKnownDigest() {
        assertThat(Digest.sha256(new byte[0])).hasToString(OF_NOTHING);
    }

    @Test
    void parsingAndWritingAreInverse() {
        assertThat(Digest.parse(OF_NOTHING).toString()).isEqualTo(OF_NOTHING);
        assertThat(Digest.parse(OF_NOTHING)).isEqualTo(Digest.sha256(new byte[0]));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256:", "sha256:e3b0c442", "md5:d41d8cd98f00b204e9800998ecf8427e", "e3b0c44298fc"})
    void aTextThatIsNoDigestIsRefused(String text) {
        assertThatThrownBy(() -> Digest.parse(text))
                .isInstanceOf(ImageException.class)
                .hasMessageContaining("'" + text + "' is not a digest");
    }

    @Test
    void upperCaseDigitsAreRefused() {
        assertThatThrownBy(
                        () -> Digest.parse("sha256:" + OF_NOTHING.substring(7).toUpperCase()))
                .isInstanceOf(ImageException.class);
    }

    @Test
    void readAndSkippedBytesAreHashedAndCounted() throws IOException {
        byte[] text = "a few words to be hashed".getBytes(StandardCharsets.UTF_8);
        try (DigestingInputStream in = new DigestingInputStream(new ByteArrayInputStream(text))) {
            assertThat(in.read()).isEqualTo('a');
            assertThat(in.skip(5)).isEqualTo(5);
            in.transferTo(OutputStream.nullOutputStream());
            assertThat(in.bytes()).isEqualTo(text.length);
            assertThat(in.digest()).isEqualTo(Digest.sha256(text));
        }
    }

    @Test
    void hashingUsesTheAlgorithmOfTheExpectedDigest() throws IOException {
        Digest expected = new Digest("sha512", "0".repeat(128));
        try (DigestingInputStream in = new DigestingInputStream(new ByteArrayInputStream(new byte[0]), expected)) {
            assertThat(in.digest().toString()).startsWith("sha512:cf83e1357eefb8bd");
        }
    }
}
