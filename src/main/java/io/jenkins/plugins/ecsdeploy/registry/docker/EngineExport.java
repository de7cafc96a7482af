package io.jenkins.plugins.ecsdeploy.registry.docker;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Reads the export of an image ({@code GET /images/ID/get}) on a connection of its own, which is cut if it must end early:
 * closing the stream would read all of the rest.
 */
public final class EngineExport {

    /** Engines up to 28 write the whole image into a folder of theirs before they send the first byte. */
    private static final Duration MAX_SILENCE = Duration.ofMinutes(10);

    private static final long CHECK_INTERVAL_MILLIS = 200;
    private static final long END_SECONDS = 30;

    private final DockerEngine engine;
    private volatile long lastByteNanos = System.nanoTime();
    private volatile boolean aborted;

    /** @param engine used for this export alone, and closed if it ends early */
    public EngineExport(DockerEngine engine) {
        this.engine = engine;
    }

    /** Reads the export, on another thread. */
    public interface Reader {
        void read(InputStream export) throws IOException, InterruptedException;
    }

    /**
     * @param image an id
     * @throws IOException thrown by the reader
     * @throws RegistryException if the engine refuses or hangs
     * @throws InterruptedException if aborted; the reader has ended
     */
    public void read(String image, Reader reader) throws IOException, InterruptedException {
        ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
            Thread made = new Thread(task, "ecs-deploy export");
            made.setDaemon(true);
            return made;
        });
        boolean complete = false;
        try {
            Future<?> reading = thread.submit(() -> {
                reader.read(new Watched(engine.client().saveImageCmd(image).exec()));
                return null;
            });
            await(reading, image);
            complete = true;
        } finally {
            thread.shutdown();
            if (!complete) {
                aborted = true;
                engine.close();
                awaitEnd(thread);
            }
        }
    }

    private void await(Future<?> reading, String image) throws IOException, InterruptedException {
        while (true) {
            try {
                reading.get(CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
                return;
            } catch (TimeoutException notYet) {
                if (System.nanoTime() - lastByteNanos > MAX_SILENCE.toNanos()) {
                    throw RegistryException.of("The Docker Engine at " + engine.host()
                            + " has sent nothing of the export of " + image + " for " + MAX_SILENCE.toMinutes()
                            + " minutes. Check its log, or push with via: 'engine'.");
                }
            } catch (ExecutionException failed) {
                rethrow(failed.getCause(), image);
            }
        }
    }

    private void rethrow(@CheckForNull Throwable cause, String image) throws IOException, InterruptedException {
        if (cause instanceof IOException unreadable) {
            throw unreadable;
        }
        if (cause instanceof InterruptedException interrupted) {
            throw interrupted;
        }
        if (cause instanceof EcsDeployException known) {
            throw known;
        }
        if (cause instanceof RuntimeException refused) {
            throw engine.failed("exporting " + image, refused);
        }
        throw new IllegalStateException(cause);
    }

    private static void awaitEnd(ExecutorService thread) {
        boolean interrupted = Thread.interrupted();
        try {
            thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException again) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private final class Watched extends FilterInputStream {

        Watched(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            if (aborted) {
                throw new IOException("the export was aborted");
            }
            int count = super.read(buffer, offset, length);
            lastByteNanos = System.nanoTime();
            return count;
        }
    }
}
