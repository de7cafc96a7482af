package io.jenkins.plugins.ecsdeploy.registry.docker;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem.AuxDetail;
import com.github.dockerjava.api.model.ResponseItem.ErrorDetail;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress.State;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * A Docker Engine's messages during a push: one for each layer and step, an error if there is one, and at the end
 * {@code {"aux":{"Tag":…,"Digest":…,"Size":…}}} with the digest that the registry stores.
 */
final class DockerPushStream extends ResultCallbackTemplate<DockerPushStream, PushResponseItem> {

    /** An engine reports each step of a layer. It is silent the longest while it compresses a large one. */
    private static final Duration MAX_SILENCE = Duration.ofMinutes(10);

    private static final long CHECK_INTERVAL_MILLIS = 200;

    private final ImageReference name;
    private final RegistryTarget target;
    private final PushProgress progress;
    private final Duration maxSilence;
    private final Map<String, Long> bytesByLayer = new LinkedHashMap<>();
    /** Of our own: waiting for the base class's with a time limit would close the stream. */
    private final CountDownLatch ended = new CountDownLatch(1);

    private volatile long lastMessageNanos = System.nanoTime();

    @CheckForNull
    private String error;

    @CheckForNull
    private String digest;

    DockerPushStream(ImageReference name, RegistryTarget target, PushProgress progress) {
        this(name, target, progress, MAX_SILENCE);
    }

    DockerPushStream(ImageReference name, RegistryTarget target, PushProgress progress, Duration maxSilence) {
        this.maxSilence = maxSilence;
        this.name = name;
        this.target = target;
        this.progress = progress;
    }

    @Override
    public void close() throws IOException {
        try {
            super.close();
        } finally {
            ended.countDown();
        }
    }

    @Override
    public synchronized void onNext(PushResponseItem item) {
        lastMessageNanos = System.nanoTime();
        ErrorDetail detail = item.getErrorDetail();
        if (detail != null && detail.getMessage() != null) {
            error = detail.getMessage();
        } else if (item.getError() != null) {
            error = item.getError();
        }
        AuxDetail aux = item.getAux();
        if (aux != null && aux.getDigest() != null) {
            digest = aux.getDigest();
        }
        String id = item.getId();
        String status = item.getStatus();
        if (id != null && status != null) {
            layer(id, status, item.getProgressDetail());
        }
    }

    private void layer(String id, String status, @CheckForNull ProgressDetail detail) {
        Long current = detail == null ? null : detail.getCurrent();
        Long total = detail == null ? null : detail.getTotal();
        if (status.equals("Pushing") && current != null) {
            bytesByLayer.put(id, current);
            progress.blob(id, State.UPLOADING, current, total == null ? -1 : total);
        } else if (status.equals("Preparing") || status.equals("Waiting")) {
            progress.blob(id, State.CHECKING, 0, -1);
        } else if (status.equals("Layer already exists") || status.startsWith("Mounted from")) {
            progress.blob(id, State.EXISTS, 0, -1);
        } else if (status.equals("Pushed")) {
            long sent = bytesByLayer.getOrDefault(id, 0L);
            progress.blob(id, State.DONE, sent, sent);
        }
    }

    /**
     * Waits for the end of the push.
     *
     * @throws RegistryException if the engine reported a failure, or stopped reporting
     */
    void awaitEnd() throws InterruptedException {
        try {
            while (!ended.await(CHECK_INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
                stopIfSilent();
            }
            awaitCompletion();
        } catch (InterruptedException aborted) {
            closeQuietly();
            throw aborted;
        }
        synchronized (this) {
            if (error != null) {
                throw DockerPushErrors.refused(target, name, error);
            }
        }
    }

    private void stopIfSilent() {
        if (System.nanoTime() - lastMessageNanos > maxSilence.toNanos()) {
            closeQuietly();
            throw RegistryException.wrong(
                    target,
                    "push of " + name,
                    "the Docker Engine has reported nothing for " + maxSilence.toSeconds()
                            + " s. Check its log, and whether it reaches the registry.",
                    false);
        }
    }

    /** Empty if the engine reports none, as Podman up to version 4. */
    synchronized Optional<Digest> digest() {
        return Optional.ofNullable(digest).map(Digest::parse);
    }

    /** As the engine counts: before compression. */
    synchronized long bytesSent() {
        return bytesByLayer.values().stream().mapToLong(Long::longValue).sum();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException ignored) {
            // The exception being thrown matters more.
        }
    }
}
