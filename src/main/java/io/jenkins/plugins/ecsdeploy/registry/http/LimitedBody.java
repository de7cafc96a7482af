package io.jenkins.plugins.ecsdeploy.registry.http;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;

/** An answer's body, kept in memory as far as a limit goes: what comes after that is not waited for. */
final class LimitedBody implements BodySubscriber<byte[]> {

    private final int mostBytes;
    private final AtomicLong moved;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();
    private Runnable stop = () -> {};

    /** @param moved counts what comes in */
    LimitedBody(int mostBytes, AtomicLong moved) {
        this.mostBytes = mostBytes;
        this.moved = moved;
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
            byte[] part = new byte[Math.min(buffer.remaining(), mostBytes - bytes.size())];
            buffer.get(part);
            bytes.writeBytes(part);
            moved.addAndGet(part.length);
        }
        if (bytes.size() == mostBytes) {
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
