package io.jenkins.plugins.ecsdeploy.registry.client;

import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.DigestingInputStream;
import io.jenkins.plugins.ecsdeploy.image.archive.Layer;
import io.jenkins.plugins.ecsdeploy.registry.client.UploadSession.Mount;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryAnswer;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.StreamBody;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Sends one blob, try by try.
 *
 * <p>The first try streams the content in one PATCH, as Docker does: that is fast, needs no memory, and every registry
 * takes it. After a cut the next try goes on where the registry says it is, if what it says is possible by what was sent,
 * and else begins again; from then on in chunks that are acknowledged one by one, so that the next cut costs one chunk.
 * ({@code Range} alone proves little: ECR's stands still after the first chunk, aws/containers-roadmap#2831.) However a
 * try began, all content is read and hashed from its start, and the PUT that ends the session names that hash: a registry
 * that got anything else has to refuse it.
 */
final class BlobUpload {

    private final RegistryHttp http;
    private final RegistryTarget target;
    private final PushLimits limits;
    private final Outgoing blob;
    private final Optional<Mount> mount;
    private final LongConsumer sent;
    private final String action;
    private UploadSession session;
    /** What the registry has acknowledged in this session. */
    private long acknowledgedBytes;

    private long mostAcknowledgedBytes;
    /** What may have reached the registry in this session. */
    private long handedOutBytes;
    /** Set by the first try that reads all of the content. */
    private Descriptor whole;

    private boolean uncertain;
    private boolean inChunks;
    private boolean refusesChunks;

    BlobUpload(
            RegistryHttp http,
            RegistryTarget target,
            PushLimits limits,
            Outgoing blob,
            Optional<Mount> mount,
            LongConsumer sent) {
        this.http = http;
        this.target = target;
        this.limits = limits;
        this.blob = blob;
        this.mount = mount;
        this.sent = sent;
        this.action = "upload of blob " + blob.name();
    }

    /** What the content turned out to be; empty until it has been read to its end. */
    Optional<Descriptor> descriptor() {
        return blob.descriptor().or(() -> Optional.ofNullable(whole));
    }

    /** The furthest that any try came. Tries that come further are not counted. */
    long mostAcknowledgedBytes() {
        return mostAcknowledgedBytes;
    }

    /**
     * One try.
     *
     * @return what the registry now has
     * @throws RegistryException one that may pass where another try makes sense
     */
    Descriptor send() throws InterruptedException {
        try {
            if (session != null && uncertain) {
                findOffset();
            }
            if (session == null) {
                Optional<UploadSession> opened = UploadSession.open(http, target, action, mount);
                if (opened.isEmpty()) {
                    return blob.descriptor().orElseThrow();
                }
                session = opened.get();
            }
            return sendContent();
        } catch (RegistryException broken) {
            afterFailure(broken);
            throw broken;
        }
    }

    private Descriptor sendContent() throws InterruptedException {
        sent.accept(acknowledgedBytes);
        if (isSmall()) {
            byte[] content = small();
            session.close(blob.descriptor().get().digest(), BodyPublishers.ofByteArray(content));
            sent.accept(content.length);
            return blob.descriptor().get();
        }
        try (InputStream content = blob.content().open();
                DigestingInputStream hashed = blob.descriptor().isPresent()
                        ? new DigestingInputStream(
                                content, blob.descriptor().get().digest())
                        : new DigestingInputStream(content)) {
            hashed.skipNBytes(acknowledgedBytes);
            if (inChunks) {
                chunks(hashed);
            } else {
                stream(hashed);
            }
            whole = check(hashed);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        session.close(whole.digest(), BodyPublishers.noBody());
        return whole;
    }

    private boolean isSmall() {
        return blob.descriptor().isPresent() && blob.sizeBytes() <= limits.singlePutBytes();
    }

    private byte[] small() {
        try (InputStream in = blob.content().open()) {
            byte[] content = in.readNBytes(limits.singlePutBytes());
            Descriptor expected = blob.descriptor().orElseThrow();
            if (!expected.digest().equals(expected.digest().of(content))) {
                throw changed(content.length);
            }
            return content;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private void stream(InputStream content) throws InterruptedException {
        if (whole != null && whole.sizeBytes() == acknowledgedBytes) {
            return; // it was the end of the session that failed
        }
        uncertain = true;
        long before = acknowledgedBytes;
        long length = blob.sizeBytes() < 0 ? -1 : blob.sizeBytes() - before;
        StreamBody body = new StreamBody(new ReportingInputStream(content, before, sent), length);
        try (body) {
            append(body);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } finally {
            handedOutBytes = Math.max(handedOutBytes, before + body.handedOutBytes());
        }
        acknowledged(handedOutBytes);
    }

    private void append(StreamBody body) throws InterruptedException, IOException {
        try {
            session.append(body);
        } catch (RegistryException broken) {
            body.throwIfUnreadable();
            throw broken;
        }
        if (!body.complete()) {
            throw RegistryException.wrong(target, action, "the registry answered before it had all.", true);
        }
    }

    private void chunks(InputStream content) throws InterruptedException, IOException {
        while (true) {
            byte[] chunk = content.readNBytes(limits.chunkBytes());
            if (chunk.length > 0) {
                uncertain = true;
                handedOutBytes = Math.max(handedOutBytes, acknowledgedBytes + chunk.length);
                session.append(chunk, acknowledgedBytes);
                acknowledged(acknowledgedBytes + chunk.length);
                sent.accept(acknowledgedBytes);
            }
            if (chunk.length < limits.chunkBytes()) {
                return;
            }
        }
    }

    private Descriptor check(DigestingInputStream read) {
        long bytes = read.bytes();
        Digest digest = read.digest();
        Descriptor found = Layer.descriptor(digest, bytes);
        Optional<Descriptor> expected = descriptor();
        if (expected.isPresent()
                && (expected.get().sizeBytes() != bytes
                        || !expected.get().digest().equals(digest))) {
            throw changed(bytes);
        }
        return expected.orElse(found);
    }

    /** After a cut: goes on where the registry is, or begins again. */
    private void findOffset() throws InterruptedException {
        OptionalLong received = session.receivedBytes();
        if (received.isEmpty() || received.getAsLong() < acknowledgedBytes) {
            // Nothing that can be used: what was acknowledged counts. A registry that has more refuses the next chunk.
            if (acknowledgedBytes == 0) {
                beginAgain();
            }
        } else if (received.getAsLong() > handedOutBytes || tooShortForAPart(received.getAsLong())) {
            beginAgain();
        } else {
            acknowledged(received.getAsLong());
        }
        uncertain = false;
    }

    private void acknowledged(long bytes) {
        acknowledgedBytes = bytes;
        mostAcknowledgedBytes = Math.max(mostAcknowledgedBytes, bytes);
        uncertain = false;
    }

    /** ECR refuses parts of less than 5 MiB when all is sent; what was cut so early is soon sent again. */
    private boolean tooShortForAPart(long received) {
        return acknowledgedBytes == 0 && received < limits.chunkBytes();
    }

    private void afterFailure(RegistryException broken) {
        if (session == null) {
            return;
        }
        if (broken.status() >= 300 && broken.status() < 400) {
            // A stream can't be sent to where it is wanted, a chunk can: it is in memory.
            beginAgain();
            inChunks = !refusesChunks;
            return;
        }
        boolean refused = broken.status() >= 400 && !RegistryAnswer.mayPass(broken.status());
        if (!refused && !isSmall()) {
            inChunks |= uncertain && !refusesChunks;
            return;
        }
        beginAgain();
        if (inChunks && !broken.mayPass() && broken.status() != 401 && broken.status() != 403) {
            // Some registries take no chunks at all; the content streamed in one piece is taken by all of them.
            refusesChunks = true;
            inChunks = false;
            throw broken.thatMayPass();
        }
    }

    private void beginAgain() {
        session = null;
        acknowledgedBytes = 0;
        handedOutBytes = 0;
        uncertain = false;
    }

    private RegistryException changed(long bytes) {
        return RegistryException.wrong(
                target,
                action,
                "what was read of it (" + bytes + " of " + blob.sizeBytes()
                        + " bytes) doesn't have its digest. The archive changed while it was pushed.",
                false);
    }

    private RegistryException unreadable(IOException unreadable) {
        return RegistryException.unreachable(
                target, action, "the archive can't be read: " + unreadable.getMessage() + ".", false, unreadable);
    }
}
