package io.jenkins.plugins.ecsdeploy.image.gzip;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ParallelGzipTest {

    private static final int BLOCK = PlainBlock.BYTES;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 20_000, BLOCK - 1, BLOCK, BLOCK + 1, 3 * BLOCK + 77})
    void unpackingGivesTheContentBack(int bytes) throws IOException {
        for (byte[] plain : new byte[][] {text(bytes), noise(bytes), mixed(bytes)}) {
            byte[] compressed = compress(plain, 2);

            assertThat(new GZIPInputStream(new ByteArrayInputStream(compressed)).readAllBytes())
                    .isEqualTo(plain);
        }
    }

    @Test
    void theNumberOfThreadsDoesNotChangeTheBytes() throws IOException {
        byte[] plain = mixed(9 * BLOCK + 5);

        assertThat(compress(plain, 1)).isEqualTo(compress(plain, 7)).isEqualTo(compress(plain, 3));
    }

    @Test
    void aBlockMayRepeatThePreviousOne() throws IOException {
        byte[] letters = noise(30_000);
        for (int i = 0; i < letters.length; i++) {
            letters[i] &= 0x3f; // no longer noise, and nearly all sequences of four bytes are unique
        }
        byte[] plain = new byte[2 * BLOCK];
        System.arraycopy(letters, 0, plain, BLOCK - letters.length, letters.length);
        System.arraycopy(letters, 0, plain, BLOCK, letters.length);

        assertThat(compress(plain, 2)).hasSizeLessThan(letters.length * 7 / 8);
    }

    @Test
    void noiseIsStored() throws IOException {
        byte[] plain = noise(4 * BLOCK);

        assertThat(compress(plain, 2)).hasSizeBetween(plain.length, plain.length + 4 * 28 + 40);
    }

    @Test
    void aStreamThatCantBeReadHoldsUpNoOther() throws IOException {
        ParallelGzip gzip = new ParallelGzip(2);
        for (int streams = 0; streams < 9; streams++) {
            InputStream broken = gzip.compress(unreadableAfter(text(BLOCK)), read -> {});
            assertThatThrownBy(broken::readAllBytes).hasMessageContaining("disk failure");
            broken.close();
        }

        assertThat(blocksAhead(gzip)).isEqualTo(3);
    }

    @Test
    void streamsShareTheMemoryForBlocks() throws IOException {
        ParallelGzip gzip = new ParallelGzip(2);
        List<InputStream> open = new ArrayList<>();
        AtomicLong read = new AtomicLong();
        for (int streams = 0; streams < 20; streams++) {
            AtomicLong ofThis = new AtomicLong();
            open.add(gzip.compress(
                    new ByteArrayInputStream(text(9 * BLOCK)),
                    bytes -> read.addAndGet(bytes - ofThis.getAndSet(bytes))));
        }

        for (InputStream stream : open) {
            stream.readNBytes(11); // the header, and the first byte of the first block
        }

        assertThat(read.get() / BLOCK).isLessThanOrEqualTo(2 * 20 + 2); // one of each stream is being read
        for (InputStream stream : open) {
            stream.close();
            stream.close();
        }
        assertThat(blocksAhead(gzip)).isEqualTo(3);
    }

    @Test
    void streamsThatShareTheMemoryAllEnd() throws IOException {
        ParallelGzip gzip = new ParallelGzip(2);
        byte[] plain = text(5 * BLOCK + 3);
        InputStream left = gzip.compress(new ByteArrayInputStream(plain), read -> {});
        left.readNBytes(11);
        try (InputStream other = gzip.compress(new ByteArrayInputStream(plain), read -> {})) {
            assertThat(new GZIPInputStream(other).readAllBytes()).isEqualTo(plain);
        }
    }

    /** How many blocks a stream that is alone has read when its first is returned. */
    private static long blocksAhead(ParallelGzip gzip) throws IOException {
        AtomicLong read = new AtomicLong();
        try (InputStream stream = gzip.compress(new ByteArrayInputStream(text(9 * BLOCK)), read::set)) {
            stream.readNBytes(11);
            return read.get() / BLOCK;
        }
    }

    private static InputStream unreadableAfter(byte[] content) {
        return new SequenceInputStream(new ByteArrayInputStream(content), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk failure");
            }
        });
    }

    private static byte[] compress(byte[] plain, int threads) throws IOException {
        ParallelGzip gzip = new ParallelGzip(threads);
        try (InputStream in = gzip.compress(new ByteArrayInputStream(plain), read -> {})) {
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
