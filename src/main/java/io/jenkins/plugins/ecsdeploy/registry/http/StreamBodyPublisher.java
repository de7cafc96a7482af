package io.jenkins.plugins.ecsdeploy.registry.http;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A request's body that is read from a stream as fast as it can be sent, one buffer at a time. Unlike the JDK's publisher
 * for streams it distinguishes a stream that can't be read from one that has ended.
 */
public final class StreamBodyPublisher implements BodyPublisher, Closeable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream content;
    private final long lengthBytes;
    private final Object reading = new Object();
    private final AtomicLong published = new AtomicLong();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger emitting = new AtomicInteger();
    private Optional<Flow.Subscriber<? super ByteBuffer>> subscriber = Optional.empty();
    private boolean over;
    private boolean complete;

    @CheckForNull
    private Throwable failure;

    /** @param lengthBytes -1 if unknown: then the body is sent with HTTP's chunked transfer coding */
    public StreamBodyPublisher(InputStream content, long lengthBytes) {
        this.content = content;
        this.lengthBytes = lengthBytes;
    }

    @Override
    public long contentLength() {
        return lengthBytes;
    }

    /** The number of bytes that may have reached the registry. */
    public long publishedBytes() {
        return published.get();
    }

    /** Whether the stream has been published to its end. */
    public boolean isComplete() {
        synchronized (reading) {
            return complete;
        }
    }

    /** @throws IOException if the stream failed, rather than the connection */
    public void throwIfUnreadable() throws IOException {
        synchronized (reading) {
            if (failure != null) {
                throw failure instanceof IOException reason ? reason : new IOException(failure);
            }
        }
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> given) {
        synchronized (reading) {
            subscriber = Optional.of(given);
        }
        given.onSubscribe(new Flow.Subscription() {
            @Override
            public void request(long count) {
                emit(count);
            }

            @Override
            public void cancel() {
                synchronized (reading) {
                    over = true;
                }
            }
        });
    }

    /** Requests that come while a buffer is published are served by the loop that publishes it. */
    private void emit(long count) {
        demand.accumulateAndGet(count, (before, more) -> before + more < 0 ? Long.MAX_VALUE : before + more);
        if (emitting.getAndIncrement() > 0) {
            return;
        }
        int seen = 1;
        do {
            while (demand.get() > 0 && next()) {
                demand.decrementAndGet();
            }
            seen = emitting.addAndGet(-seen);
        } while (seen > 0);
    }

    /** @return whether there may be more */
    private boolean next() {
        synchronized (reading) {
            if (over) {
                return false;
            }
            Flow.Subscriber<? super ByteBuffer> reader = subscriber.orElseThrow();
            try {
                byte[] buffer = new byte[BUFFER_BYTES];
                int count = content.readNBytes(buffer, 0, buffer.length);
                if (count > 0) {
                    published.addAndGet(count);
                    reader.onNext(ByteBuffer.wrap(buffer, 0, count));
                }
                if (count < buffer.length) {
                    over = true;
                    complete = true;
                    reader.onComplete();
                }
            } catch (IOException | RuntimeException unreadable) {
                over = true;
                failure = unreadable;
                reader.onError(unreadable);
            }
            return !over;
        }
    }

    /** Publishes no more, and aborts the connection if that was not all. Then the stream may be closed. */
    @Override
    public void close() {
        synchronized (reading) {
            if (!over) {
                over = true;
                subscriber.ifPresent(
                        reader -> reader.onError(new IOException("the answer arrived before everything was sent")));
            }
        }
    }
}
