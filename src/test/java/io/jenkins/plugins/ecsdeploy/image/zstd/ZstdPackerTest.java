package io.jenkins.plugins.ecsdeploy.image.zstd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.ZstdInputStream;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ZstdPackerTest {

    private final Semaphore streams = new Semaphore(1);
    private final ZstdPacker packer = new ZstdPacker(streams);
    private final AtomicInteger closed = new AtomicInteger();

    @ParameterizedTest
    @ValueSource(ints = {1, 131_071, 131_072, 131_073, 3_000_000})
    void itUnpacksToTheSameBytes(int bytes) throws IOException {
        byte[] plain = TestImages.textLayer(1, bytes);

        byte[] packed = packed(plain);

        assertThat(packed).hasSizeLessThan(plain.length * 2 / 3);
        assertThat(new ZstdInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEqualTo(plain);
    }

    @Test
    void nothingIsAFrameToo() throws IOException {
        byte[] packed = packed(new byte[0]);

        assertThat(new ZstdInputStream(new ByteArrayInputStream(packed)).readAllBytes())
                .isEmpty();
    }

    @Test
    void theSameContentBecomesTheSameBytes() throws IOException {
        byte[] plain = TestImages.textLayer(2, 1_000_000);

        assertThat(packed(plain)).isEqualTo(packed(plain));
    }

    @Test
    void itReportsHowMuchWasRead() throws IOException {
        byte[] plain = TestImages.layer(3, 300_000);
        List<Long> reported = new ArrayList<>();
        try (InputStream in = packer.compress(new ByteArrayInputStream(plain), reported::add)) {
            in.readAllBytes();
        }

        assertThat(reported).isSorted().endsWith((long) plain.length);
    }

    @Test
    void readToItsEndAStreamHoldsNoNativeMemory() throws IOException {
        try (InputStream in = packer.compress(plain(100_000), read -> {})) {
            assertThat(streams.availablePermits()).isZero();
            in.readAllBytes();
            assertThat(streams.availablePermits()).isEqualTo(1);
        }

        assertThat(streams.availablePermits()).isEqualTo(1);
        assertThat(closed).hasValue(1);
    }

    @Test
    void closedBeforeItsEndItHoldsNoneEither() throws IOException {
        InputStream in = packer.compress(plain(5_000_000), read -> {});
        in.read();
        in.close();
        in.close();

        assertThat(streams.availablePermits()).isEqualTo(1);
        assertThat(closed).hasValue(1);
        assertThatThrownBy(in::read).isInstanceOf(IOException.class);
    }

    @Test
    void neitherDoesOneWhoseSourceFails() throws IOException {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        try (InputStream in = packer.compress(broken, read -> {})) {
            assertThatThrownBy(in::readAllBytes).hasMessage("disk");
        }

        assertThat(streams.availablePermits()).isEqualTo(1);
    }

    @Test
    void withoutTheLibraryTheSourceIsClosed() {
        ZstdPacker without =
                new ZstdPacker(streams, new NativeLibrary("Linux", "mips", Path.of("/tmp"), false, file -> {}));

        assertThatThrownBy(() -> without.compress(plain(10), read -> {})).isInstanceOf(ImageException.class);
        assertThat(closed).hasValue(1);
        assertThat(streams.availablePermits()).isEqualTo(1);
    }

    @Test
    void withoutAPermitAStreamWaitsAndMayBeAborted() {
        streams.acquireUninterruptibly();
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> packer.compress(plain(10), read -> {})).isInstanceOf(InterruptedIOException.class);
        assertThat(Thread.interrupted()).isTrue();
        assertThat(closed).hasValue(1);
    }

    private byte[] packed(byte[] plain) throws IOException {
        try (InputStream in = packer.compress(new ByteArrayInputStream(plain), read -> {})) {
            return in.readAllBytes();
        }
    }

    private InputStream plain(int bytes) {
        return new ByteArrayInputStream(TestImages.layer(4, bytes)) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }
}
