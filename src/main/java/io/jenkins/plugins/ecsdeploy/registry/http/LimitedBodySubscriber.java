package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** Reads an answer's body into memory up to a limit, and cancels the rest. */
final class LimitedBodySubscriber implements BodySubscriber<byte[]> {

    private final int maxBytes;
    private final AtomicLong received;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Runnable stop = () -> {};

    /** @param received counts the bytes as they arrive */
    LimitedBodySubscriber(int maxBytes, AtomicLong received) {
        this.maxBytes = maxBytes;
        this.received = received;
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        stop = given::cancel;
        given.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            byte[] part = new byte[Math.min(buffer.remaining(), maxBytes - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
            received.addAndGet(part.length);
        }
        if (bytes.size() == maxBytes) {
            stop.run();
            onComplete();
        }
    }

    @Override
    public void onError(Throwable broken) {
        whole.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
        whole.complete(bytes.toByteArray());
    }
}
