package io.jenkins.plugins.ecsdeploy.registry;

import com.github.dockerjava.api.async.ResultCallbackTemplate;
import com.github.dockerjava.api.model.PushResponseItem;
import com.github.dockerjava.api.model.ResponseItem.AuxDetail;
import com.github.dockerjava.api.model.ResponseItem.ProgressDetail;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.PushProgress.State;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a Docker Engine says during a push: a line per layer and step, an error if there is one, and in the end
 * {@code {"aux":{"Tag":…,"Digest":…,"Size":…}}} with the digest that the registry keeps.
 */
final class DockerPushStream extends ResultCallbackTemplate<DockerPushStream, PushResponseItem> {

    private final ImageReference name;
    private final RegistryTarget target;
    private final PushProgress progress;
    private final Map<String, Long> bytesByLayer = new LinkedHashMap<>();
    private String error;
    private String digest;

    DockerPushStream(ImageReference name, RegistryTarget target, PushProgress progress) {
        this.name = name;
        this.target = target;
        this.progress = progress;
    }

    @Override
    public synchronized void onNext(PushResponseItem item) {
        if (item.getErrorDetail() != null && item.getErrorDetail().getMessage() != null) {
            error = item.getErrorDetail().getMessage();
        } else if (item.getError() != null) {
            error = item.getError();
        }
        AuxDetail aux = item.getAux();
        if (aux != null && aux.getDigest() != null) {
            digest = aux.getDigest();
        }
        if (item.getId() != null && item.getStatus() != null) {
            layer(item.getId(), item.getStatus(), item.getProgressDetail());
        }
    }

    private void layer(String id, String status, ProgressDetail detail) {
        if (status.equals("Pushing") && detail != null && detail.getCurrent() != null) {
            bytesByLayer.put(id, detail.getCurrent());
            progress.blob(id, State.UPLOADING, detail.getCurrent(), detail.getTotal() == null ? -1 : detail.getTotal());
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
     * Waits until the engine has said all.
     *
     * @throws RegistryException where it said that the push failed, or ended without a digest
     */
    void awaitEnd() throws InterruptedException {
        try {
            awaitCompletion();
        } catch (InterruptedException aborted) {
            closeQuietly();
            throw aborted;
        }
        synchronized (this) {
            if (error != null) {
                throw DockerPushErrors.refused(target, name, error);
            }
            if (digest == null) {
                throw RegistryException.wrong(
                        target, "the push of " + name, "the Docker Engine ended it without a digest.", false);
            }
        }
    }

    synchronized Digest digest() {
        return Digest.parse(digest);
    }

    /** As the engine counts: before it compresses. */
    synchronized long bytesSent() {
        return bytesByLayer.values().stream().mapToLong(Long::longValue).sum();
    }

    private void closeQuietly() {
        try {
            close();
        } catch (IOException ignored) {
            // The abort is what matters.
        }
    }
}
