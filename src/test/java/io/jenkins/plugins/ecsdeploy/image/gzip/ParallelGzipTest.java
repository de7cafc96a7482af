package io.jenkins.plugins.ecsdeploy.image.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {

    private static final int BLOCK = GzipBlock.PLAIN_BYTES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77})
    void whatIsCompressedUnpacksToTheSame(int bytes) throws IOException {
        for (byte[] plain : new byte[][] {text(bytes), noise(bytes), mixed(bytes)}) {
            byte[] compressed = compress(plain, 2);

            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                    .isEqualTo(plain);
        }
    }

    @Test
    void theSameContentBecomesTheSameBytesWhateverTheNumberOfThreads() throws IOException {
        byte[] plain = mixed(9 * BLOCK + 5);

        assertThat(compress(plain, 1)).isEqualTo(compress(plain, 7)).isEqualTo(compress(plain, 3));
    }

    @Test
    void aBlockIsCompressedWithTheOneBeforeInMind() throws IOException {
        byte[] letters = noise(30_000);
        for (int i = 0; i < letters.length; i++) {
            letters[i] &= 0x3f; // no longer noise, and nearly every four bytes are unique
        }
        byte[] plain = new byte[2 * BLOCK];
        System.arraycopy(letters, 0, plain, BLOCK - letters.length, letters.length);
        System.arraycopy(letters, 0, plain, BLOCK, letters.length);

        assertThat(compress(plain, 2)).hasSizeLessThan(letters.length * 7 / 8);
    }

    @Test
    void noiseIsStoredAndNotBlownUp() throws IOException {
        byte[] plain = noise(4 * BLOCK);

        assertThat(compress(plain, 2)).hasSizeBetween(plain.length, plain.length + 4 * 28 + 40);
    }

    @Test
    void aStreamThatCannotBeReadFailsAndAClosedOneToo() throws IOException {
        try (ParallelGzip gzip = new ParallelGzip(2)) {
            InputStream broken = gzip.compress(
                    new InputStream() {
                        @Override
                        public int read() throws IOException {
                            throw new IOException("disk gone");
                        }
                    },
                    read -> {});
            assertThatThrownBy(broken::readAllBytes).hasMessageContaining("disk gone");
            InputStream left = gzip.compress(new ByteArrayInputStream(text(9 * BLOCK)), read -> {});
            assertThat(left.read()).isEqualTo(0x1f);
            gzip.close();
            assertThatThrownBy(left::readAllBytes).isInstanceOf(IOException.class);
        }
    }

    private static byte[] compress(byte[] plain, int threads) throws IOException {
        try (ParallelGzip gzip = new ParallelGzip(threads);
                InputStream in = gzip.compress(new ByteArrayInputStream(plain), read -> {})) {
            return in.readAllBytes();
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        new Random(1).nextBytes(noise);
        return noise;
    }

    private static byte[] text(int bytes) {
        Random random = new Random(2);
        byte[] text = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            text[i] = (byte) ('a' + random.nextInt(6));
        }
        return text;
    }

    private static byte[] mixed(int bytes) {
        byte[] mixed = text(bytes);
        byte[] noise = noise(bytes);
        for (int at = 0; at < bytes; at += 2 * BLOCK) {
            System.arraycopy(noise, at, mixed, at, Math.min(BLOCK, bytes - at));
        }
        return Arrays.copyOf(mixed, bytes);
    }
}
