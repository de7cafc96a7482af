package io.jenkins.plugins.ecsdeploy.image.gzip;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Digest;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.zip.DataFormatException;
import java.util.zip.Deflater;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Held against Java's Inflater, which is zlib: whatever it reads wrongly, every container runtime would. */
class BlockDeflaterTest {

    private final BlockDeflater deflater = new BlockDeflater();

    /** Content that is easy to get wrong. */
    enum Content {
        ZEROS {
            @Override
            byte next(Random random, byte[] before, int at) {
                return 0;
            }
        },
        NOISE {
            @Override
            byte next(Random random, byte[] before, int at) {
                return (byte) random.nextInt();
            }
        },
        TWO_LETTERS {
            @Override
            byte next(Random random, byte[] before, int at) {
                return (byte) (random.nextInt(50) == 0 ? 'b' : 'a');
            }
        },
        /** Fibonacci's weights make the deepest of Huffman's trees: codes have to be cut to 15 bits. */
        STEEP {
            @Override
            byte next(Random random, byte[] before, int at) {
                int symbol = 0;
                while (symbol < 40 && random.nextDouble() < 0.382) {
                    symbol++;
                }
                return (byte) symbol;
            }
        },
        /** Repeats of all lengths from all distances, also those that reach into themselves. */
        REPEATS {
            private int left;
            private int distance;

            @Override
            byte next(Random random, byte[] before, int at) {
                if (left == 0) {
                    left = 1 + random.nextInt(random.nextBoolean() ? 12 : 700);
                    distance = 1 + random.nextInt(random.nextBoolean() ? 20 : 40_000);
                }
                left--;
                return at < distance || random.nextInt(200) == 0 ? (byte) random.nextInt() : before[at - distance];
            }
        },
        /** Files of a layer: text and what is compressed already, in turn. */
        TURNS {
            @Override
            byte next(Random random, byte[] before, int at) {
                return (byte) (at / 30_000 % 2 == 0 ? random.nextInt() : 'a' + random.nextInt(8));
            }
        };

        abstract byte next(Random random, byte[] before, int at);

        byte[] make(int bytes, long seed) {
            Random random = new Random(seed);
            byte[] content = new byte[bytes];
            for (int at = 0; at < bytes; at++) {
                content[at] = next(random, content, at);
            }
            return content;
        }
    }

    @ParameterizedTest
    @EnumSource
    void whateverIsDeflatedInflatesToTheSame(Content kind) throws DataFormatException {
        Random random = new Random(kind.ordinal());
        for (int i = 0; i < 60; i++) {
            int bytes = i < 20 ? i : random.nextInt(i < 50 ? 3_000 : GzipBlock.PLAIN_BYTES);
            byte[] content = kind.make(bytes, random.nextLong());

            assertThat(inflated(stream(content, 1 + random.nextInt(bytes + 1)), bytes))
                    .as("%s, %d bytes", kind, bytes)
                    .isEqualTo(content);
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothingIsBlownUpByMoreThanItsHeaders(Content kind) {
        byte[] content = kind.make(GzipBlock.PLAIN_BYTES, 7);

        assertThat(block(content, 0, content.length, true).length()).isLessThan(content.length + 200);
    }

    @Test
    void textBecomesNearlyAsSmallAsByZlibAtLevelFour() {
        byte[] content = Arrays.copyOf(words(), 200_000);

        assertThat((double) block(content, 0, content.length, true).length()).isLessThan(1.06 * byZlib(content, 4));
    }

    @Test
    void theFarthestThatARepeatMayReachIsUsedAndNothingBeyond() throws DataFormatException {
        for (int distance = MatchFinder.WINDOW_BYTES - 3; distance < MatchFinder.WINDOW_BYTES + 3; distance++) {
            byte[] content = new byte[distance + 200];
            byte[] once = Content.NOISE.make(200, 5);
            System.arraycopy(once, 0, content, 0, 200);
            System.arraycopy(once, 0, content, distance, 200);

            assertThat(inflated(stream(content, content.length), content.length))
                    .isEqualTo(content);
        }
    }

    /** A registry knows a layer by these bytes: where they change, every layer is sent and stored once more. */
    @Test
    void theBytesAreTheOnesTheyHaveAlwaysBeen() {
        byte[] content = Content.TURNS.make(200_000, 42);

        assertThat(Digest.sha256(stream(content, 90_000)).hex())
                .isEqualTo("b91df3af4a085cc2dc12c045f3e10a2ab471f14148a7719a9386dac892d5c69a");
    }

    @Test
    void oneThatHasBeenUsedGivesTheSameAsAFreshOne() {
        byte[] content = Content.REPEATS.make(100_000, 1);
        byte[] fresh = stream(content, 40_000);
        for (Content kind : Content.values()) {
            block(kind.make(50_000, 2), 0, 50_000, false);
        }

        assertThat(stream(content, 40_000)).isEqualTo(fresh);
    }

    /** What a stream is made of: blocks of a size, each with what stands before it. */
    private byte[] stream(byte[] content, int blockBytes) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        do {
            int to = Math.min(content.length, from + blockBytes);
            GzipBlock block = block(content, from, to, to == content.length);
            out.write(block.bytes(), 0, block.length());
            from = to;
        } while (from < content.length);
        return out.toByteArray();
    }

    private GzipBlock block(byte[] content, int from, int to, boolean last) {
        byte[] bytes = Arrays.copyOf(content, content.length + MatchFinder.SPARE_BYTES);
        return deflater.deflate(new GzipBlock.Source(bytes, 0, from, to, last), new byte[BlockDeflater.MOST_BYTES]);
    }

    /** Fails also where the stream has no end, or something behind it. */
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

    private static int byZlib(byte[] content, int level) {
        Deflater zlib = new Deflater(level, true);
        zlib.setInput(content);
        zlib.finish();
        int bytes = zlib.deflate(new byte[content.length]);
        zlib.end();
        return bytes;
    }
}
