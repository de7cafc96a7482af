package io.jenkins.plugins.ecsdeploy.image.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.function.Function;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Checks with Java's Inflater, which is zlib: what it reads wrongly, container runtimes would too. */
class BlockDeflaterTest {

    /** Content that is easy to get wrong. */
    enum Content {
        ZEROS(random -> (before, at) -> 0),
        NOISE(random -> (before, at) -> random.nextInt()),
        TWO_LETTERS(random -> (before, at) -> random.nextInt(50) == 0 ? 'b' : 'a'),

        STEEP(random -> (before, at) -> {
            int symbol = 0;
            while (symbol < 40 && random.nextDouble() < 0.382) {
                symbol++;
            }
            return symbol;
        }),
        REPEATS(Repeats::new),

        /** Like a layer's files: text and compressed content, in turn. */
        MIXED(random -> (before, at) -> at / 30_000 % 2 == 0 ? random.nextInt() : 'a' + random.nextInt(8));

        private final Function<Random, Source> source;

        Content(Function<Random, Source> source) {
            this.source = source;
        }

        byte[] make(int bytes, long seed) {
            Source made = source.apply(new Random(seed));
            byte[] content = new byte[bytes];
            for (int at = 0; at < bytes; at++) {
                content[at] = (byte) made.next(content, at);
            }
            return content;
        }
    }

    private interface Source {
        int next(byte[] before, int at);
    }

    /** Repeats of all lengths from all distances, including those that overlap themselves. */
    private static final class Repeats implements Source {
        private final Random random;
        private int left;
        private int distance;

        Repeats(Random random) {
            this.random = random;
        }

        @Override
        public int next(byte[] before, int at) {
            if (left == 0) {
                left = 1 + random.nextInt(random.nextBoolean() ? 12 : 700);
                distance = 1 + random.nextInt(random.nextBoolean() ? 20 : 40_000);
            }
            left--;
            return at < distance || random.nextInt(200) == 0 ? random.nextInt() : before[at - distance];
        }
    }

    @ParameterizedTest
    @EnumSource
    void inflatingGivesTheContentBack(Content kind) throws DataFormatException {
        Random random = new Random(kind.ordinal());
        try (BlockDeflater deflater = new BlockDeflater()) {
            for (int i = 0; i < 60; i++) {
                int bytes = i < 20 ? i : random.nextInt(i < 50 ? 3_000 : PlainBlock.BYTES);
                byte[] content = kind.make(bytes, random.nextLong());

                assertThat(inflated(stream(deflater, content, 1 + random.nextInt(bytes + 1)), bytes))
                        .as("%s, %d bytes", kind, bytes)
                        .isEqualTo(content);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBlockGrowsByNoMoreThanItsHeaders(Content kind) {
        byte[] content = kind.make(PlainBlock.BYTES, 7);

        try (BlockDeflater deflater = new BlockDeflater()) {
            assertThat(block(deflater, content, 0, content.length, true).length())
                    .isLessThan(content.length + 200);
        }
    }

    @Test
    void eachBlockEndsOnAByteBoundary() throws DataFormatException {
        byte[] content = Content.MIXED.make(150_000, 3);

        try (BlockDeflater deflater = new BlockDeflater()) {
            DeflatedBlock first = block(deflater, content, 0, 100_000, false);
            DeflatedBlock second = block(deflater, content, 100_000, content.length, true);

            Inflater inflater = new Inflater(true);
            byte[] plain = new byte[content.length];
            inflater.setInput(first.bytes(), 0, first.length());
            assertThat(inflater.inflate(plain)).isEqualTo(100_000);
            assertThat(inflater.getRemaining()).isZero();
            inflater.setInput(second.bytes(), 0, second.length());
            assertThat(inflater.inflate(plain, 100_000, 50_000)).isEqualTo(50_000);
            assertThat(inflater.getRemaining()).isZero();
            inflater.end();
            assertThat(plain).isEqualTo(content);
        }
    }

    @Test
    void whatLooksLikeNoiseIsStoredAndTheRestDeflated() {
        byte[] noise = Content.NOISE.make(3 * 16 * 1024, 9);
        byte[] text = words();
        byte[] content = new byte[noise.length + text.length];
        System.arraycopy(noise, 0, content, 0, noise.length);
        System.arraycopy(text, 0, content, noise.length, text.length);

        try (BlockDeflater deflater = new BlockDeflater()) {
            DeflatedBlock block = block(deflater, content, 0, content.length, true);

            assertThat(Arrays.copyOfRange(block.bytes(), 5, 5 + noise.length)).isEqualTo(noise);
            assertThat(block.length()).isLessThan(noise.length + text.length / 2);
        }
    }

    @Test
    void aBlockMayRepeatWhatPrecedesIt() {
        byte[] letters = Content.NOISE.make(30_000, 1);
        for (int i = 0; i < letters.length; i++) {
            letters[i] &= 0x3f; // no longer noise, and nearly all sequences of four bytes are unique
        }
        byte[] twice = Arrays.copyOf(letters, 2 * letters.length);
        System.arraycopy(letters, 0, twice, letters.length, letters.length);

        try (BlockDeflater deflater = new BlockDeflater()) {
            assertThat(block(deflater, twice, letters.length, twice.length, true)
                            .length())
                    .isLessThan(letters.length / 8);
        }
    }

    @Test
    void aRepeatReachesNoFurtherThanTheWindow() throws DataFormatException {
        int window = PlainBlock.WINDOW_BYTES;
        try (BlockDeflater deflater = new BlockDeflater()) {
            for (int distance = window - 3; distance < window + 3; distance++) {
                byte[] content = new byte[distance + 200];
                byte[] once = Content.NOISE.make(200, 5);
                System.arraycopy(once, 0, content, 0, 200);
                System.arraycopy(once, 0, content, distance, 200);

                assertThat(inflated(stream(deflater, content, content.length), content.length))
                        .isEqualTo(content);
            }
        }
    }

    @Test
    void earlierBlocksDoNotChangeTheBytesOfLaterOnes() {
        byte[] content = Content.REPEATS.make(100_000, 1);
        try (BlockDeflater deflater = new BlockDeflater()) {
            byte[] fresh = stream(deflater, content, 40_000);
            for (Content kind : Content.values()) {
                block(deflater, kind.make(50_000, 2), 0, 50_000, false);
            }

            assertThat(stream(deflater, content, 40_000)).isEqualTo(fresh);
        }
    }

    /** Blocks of a size, each with what precedes it as its dictionary. */
    private static byte[] stream(BlockDeflater deflater, byte[] content, int blockBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        do {
            int to = Math.min(content.length, from + blockBytes);
            DeflatedBlock block = block(deflater, content, from, to, to == content.length);
            out.write(block.bytes(), 0, block.length());
            from = to;
        } while (from < content.length);
        return out.toByteArray();
    }

    private static DeflatedBlock block(BlockDeflater deflater, byte[] content, int from, int to, boolean last) {
        return deflater.deflate(new PlainBlock(content, 0, from, to, last), new byte[BlockDeflater.MAX_BYTES]);
    }

    /** Fails also if the stream has no end, or something after it. */
    private static byte[] inflated(byte[] deflated, int bytes) throws DataFormatException {
        Inflater inflater = new Inflater(true);
        inflater.setInput(deflated);
        byte[] plain = new byte[bytes + 1];
        int count = 0;
        int read;
        do {
            read = inflater.inflate(plain, count, plain.length - count);
            count += read;
        } while (read > 0);
        assertThat(inflater.finished()).isTrue();
        assertThat(inflater.getRemaining()).isZero();
        inflater.end();
        return Arrays.copyOf(plain, count);
    }

    private static byte[] words() {
        String[] some = {"image", "layer", "service", "return", "private", "final", "string", "value", "error", "{\n"};
        Random random = new Random(3);
        StringBuilder text = new StringBuilder();
        while (text.length() < 200_000) {
            text.append(some[random.nextInt(some.length)]).append(' ');
            if (random.nextInt(8) == 0) {
                text.append(random.nextInt(100_000));
            }
        }
        return text.toString().getBytes(StandardCharsets.US_ASCII);
    }
}
