package io.jenkins.plugins.ecsdeploy.registry.client;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.image.Descriptor;
import io.jenkins.plugins.ecsdeploy.image.DigestingInputStream;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryAnswer;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.StreamBodyPublisher;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;

/**
 * Uploads one blob, in one or more attempts.
 *
 * <p>The first attempt streams the content in one PATCH, as Docker does: that is fast, needs no memory, and every registry
 * accepts it. After an interruption the next attempt continues where the registry says it is, if that is consistent with
 * what was sent, and starts again otherwise. From then on it sends chunks that are acknowledged one by one, so the next
 * interruption costs one chunk. ({@code Range} alone proves little: ECR's does not move after the first chunk,
 * aws/containers-roadmap#2831.) Every attempt reads and hashes all content from its start, and the PUT that ends the
 * session names that hash: a registry that received anything else must refuse it.
 *
 * <p>A registry that refuses chunks gets a stream again. ECR Public accepts them and then finds another digest
 * (dotnet/sdk-container-builds#472), GHCR answers 416 to more than 4 MiB (ocx-sh/ocx#237), others answer 4xx or 5xx.
 */
final class BlobUpload {

    private final RegistryHttp http;
    private final RegistryTarget target;
    private final PushLimits limits;
    private final ChunkBuffers buffers;
    private final BlobSource blob;
    private final Optional<BlobMount> mount;
    private final LongConsumer sent;
    private final String action;

    @CheckForNull
    private UploadSession session;

    /** What the registry has acknowledged in this session. */
    private long acknowledgedBytes;

    private long maxAcknowledgedBytes;

    /** What may have reached the registry in this session. */
    private long publishedBytes;

    /** Set by the first attempt that reads all of the content. */
    @CheckForNull
    private Descriptor read;

    private boolean offsetUncertain;
    private boolean inChunks;
    private boolean refusesChunks;
    private boolean acceptedChunk;

    /** How often sending chunks failed in a row without getting further. */
    private int fruitlessAttempts;

    BlobUpload(
            RegistryHttp http,
            RegistryTarget target,
            PushLimits limits,
            ChunkBuffers buffers,
            BlobSource blob,
            Optional<BlobMount> mount,
            LongConsumer sent) {
        this.http = http;
        this.target = target;
        this.limits = limits;
        this.buffers = buffers;
        this.blob = blob;
        this.mount = mount;
        this.sent = sent;
        this.action = "upload of blob " + blob.name();
    }

    /** Digest and size of the content; empty until they are known. */
    Optional<Descriptor> descriptor() {
        return blob.descriptor().or(() -> Optional.ofNullable(read));
    }

    /** The furthest that any attempt came. Attempts that come further don't count as failures. */
    long maxAcknowledgedBytes() {
        return maxAcknowledgedBytes;
    }

    /**
     * One attempt.
     *
     * @return what the registry now has
     * @throws RegistryException a retryable one if another attempt makes sense
     */
    Descriptor send() throws InterruptedException {
        try {
            if (session != null && offsetUncertain) {
                findOffset(session);
            }
            UploadSession open = session;
            if (open == null) {
                Optional<UploadSession> opened = UploadSession.open(http, target, action, mount);
                if (opened.isEmpty()) {
                    return blob.descriptor().orElseThrow();
                }
                open = opened.get();
                session = open;
            }
            return sendContent(open);
        } catch (RegistryException failed) {
            afterFailure(failed);
            throw failed;
        }
    }

    private Descriptor sendContent(UploadSession open) throws InterruptedException {
        sent.accept(acknowledgedBytes);
        if (isSmall()) {
            Descriptor known = blob.descriptor().orElseThrow();
            byte[] content = small(known);
            open.close(known.digest(), BodyPublishers.ofByteArray(content));
            sent.accept(content.length);
            return known;
        }
        Descriptor complete;
        try (InputStream content = blob.content().openStream();
                DigestingInputStream hashed = blob.descriptor().isPresent()
                        ? new DigestingInputStream(
                                content, blob.descriptor().get().digest())
                        : new DigestingInputStream(content)) {
            hashed.skipNBytes(acknowledgedBytes);
            if (inChunks) {
                sendChunks(open, hashed);
            } else {
                stream(open, hashed);
            }
            complete = checked(new Descriptor(blob.mediaType(), hashed.digest(), hashed.bytes()));
            read = complete;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
        open.close(complete.digest(), BodyPublishers.noBody());
        return complete;
    }

    private boolean isSmall() {
        return blob.descriptor().isPresent() && blob.sizeBytes() <= limits.singlePutBytes();
    }

    private byte[] small(Descriptor expected) {
        try (InputStream in = blob.content().openStream()) {
            byte[] content = in.readNBytes(limits.singlePutBytes());
            if (!expected.digest().equals(expected.digest().of(content))) {
                throw changed(content.length);
            }
            return content;
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        }
    }

    private void stream(UploadSession open, InputStream content) throws InterruptedException {
        if (read != null && read.sizeBytes() == acknowledgedBytes) {
            return; // only the request that ends the session failed
        }
        offsetUncertain = true;
        long before = acknowledgedBytes;
        long length = blob.sizeBytes() < 0 ? -1 : blob.sizeBytes() - before;
        StreamBodyPublisher body = new StreamBodyPublisher(new ProgressInputStream(content, before, sent), length);
        try (body) {
            append(open, body);
        } catch (IOException unreadable) {
            throw unreadable(unreadable);
        } finally {
            publishedBytes = Math.max(publishedBytes, before + body.publishedBytes());
        }
        acknowledged(publishedBytes);
    }

    private void append(UploadSession open, StreamBodyPublisher body) throws InterruptedException, IOException {
        try {
            open.append(body);
        } catch (RegistryException failed) {
            body.throwIfUnreadable();
            throw failed;
        }
        if (!body.isComplete()) {
            throw RegistryException.wrong(target, action, "the registry answered before everything was sent.", true);
        }
    }

    private void sendChunks(UploadSession open, InputStream content) throws InterruptedException, IOException {
        long before;
        do {
            before = acknowledgedBytes;
            buffers.<IOException>use(limits.chunkBytes(), chunk -> sendChunk(open, content, chunk));
        } while (acknowledgedBytes - before == limits.chunkBytes());
    }

    private void sendChunk(UploadSession open, InputStream content, byte[] chunk)
            throws InterruptedException, IOException {
        int length = content.readNBytes(chunk, 0, chunk.length);
        if (length > 0) {
            offsetUncertain = true;
            publishedBytes = Math.max(publishedBytes, acknowledgedBytes + length);
            open.append(chunk, length, acknowledgedBytes);
            acceptedChunk = true;
            acknowledged(acknowledgedBytes + length);
            sent.accept(acknowledgedBytes);
        }
    }

    /** The expected descriptor if there is one, else what was found. */
    private Descriptor checked(Descriptor found) {
        Optional<Descriptor> expected = descriptor();
        if (expected.isPresent()
                && (expected.get().sizeBytes() != found.sizeBytes()
                        || !expected.get().digest().equals(found.digest()))) {
            throw changed(found.sizeBytes());
        }
        return expected.orElse(found);
    }

    /** After an interruption: continues where the registry is, or starts again. */
    private void findOffset(UploadSession open) throws InterruptedException {
        OptionalLong received = open.receivedBytes();
        if (received.isEmpty() || received.getAsLong() < acknowledgedBytes) {
            // Not usable, so continue after what was acknowledged. A registry that has more refuses the next chunk.
            if (acknowledgedBytes == 0) {
                startAgain();
            }
        } else if (received.getAsLong() > publishedBytes || isTooShortForAPart(received.getAsLong())) {
            startAgain();
        } else {
            acknowledged(received.getAsLong());
        }
        offsetUncertain = false;
    }

    private void acknowledged(long bytes) {
        if (bytes > acknowledgedBytes) {
            fruitlessAttempts = 0;
        }
        acknowledgedBytes = bytes;
        maxAcknowledgedBytes = Math.max(maxAcknowledgedBytes, bytes);
        offsetUncertain = false;
    }

    /** ECR refuses parts of less than 5 MiB at the end of the upload. So little is soon sent again. */
    private boolean isTooShortForAPart(long received) {
        return acknowledgedBytes == 0 && received < limits.chunkBytes();
    }

    private void afterFailure(RegistryException failed) {
        if (session == null) {
            return;
        }
        int status = failed.status();
        if (status >= 300 && status < 400) {
            // A stream can't be sent again after a redirect, but a chunk can: it is in memory.
            startAgain();
            inChunks = !refusesChunks;
        } else if (inChunks && !isSmall() && status != 401 && status != 403) {
            afterFailureInChunks(failed);
        } else if (status >= 400 && !RegistryAnswer.isRetryable(status) || isSmall()) {
            startAgain();
        } else {
            inChunks |= offsetUncertain && !refusesChunks;
        }
    }

    /** A passing failure is tried once more in chunks. After any other, the content is streamed in one piece again. */
    private void afterFailureInChunks(RegistryException failed) {
        int status = failed.status();
        boolean answered = status >= 400;
        boolean passing = RegistryAnswer.isRetryable(status) && (acceptedChunk || status < 500);
        fruitlessAttempts++;
        if (fruitlessAttempts < 2 && (passing || !answered && failed.isRetryable())) {
            return;
        }
        startAgain();
        inChunks = false;
        // Chunks are tried again after another interruption if this registry has accepted one.
        refusesChunks |= !acceptedChunk;
        if (answered) {
            throw failed.asRetryable();
        }
    }

    private void startAgain() {
        session = null;
        acknowledgedBytes = 0;
        publishedBytes = 0;
        offsetUncertain = false;
        fruitlessAttempts = 0;
    }

    private RegistryException changed(long bytes) {
        return RegistryException.wrong(
                target,
                action,
                "the archive changed while it was being pushed: the " + bytes + " bytes that were read (of "
                        + blob.sizeBytes() + ") don't have the blob's digest. Push again when nothing writes to it.",
                false);
    }

    private RegistryException unreadable(IOException unreadable) {
        return RegistryException.unreachable(
                target, action, "the archive can't be read: " + unreadable.getMessage() + ".", false, unreadable);
    }
}
