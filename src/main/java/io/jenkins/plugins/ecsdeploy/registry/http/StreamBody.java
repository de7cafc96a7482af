package io.jenkins.plugins.ecsdeploy.registry.http;

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
 * A request's body that is read from a stream as fast as it can be sent, and no faster: one buffer is under way at a
 * time. Unlike the JDK's publisher for streams it tells a stream that can't be read from one that has ended.
 */
public final class StreamBody implements BodyPublisher, Closeable {

    private static final int BUFFER_BYTES = 64 << 10;

    private final InputStream content;
    private final long lengthBytes;
    private final Object reading = new Object();
    private final AtomicLong handedOut = new AtomicLong();
    private final AtomicLong demand = new AtomicLong();
    private final AtomicInteger emitting = new AtomicInteger();
    private Optional<Flow.Subscriber<? super ByteBuffer>> subscriber = Optional.empty();
    private boolean over;
    private boolean complete;
    private Throwable failure;

    /**
     * @param lengthBytes -1 where it is not known: then the body goes in HTTP's chunked coding
     */
    public StreamBody(InputStream content, long lengthBytes) {
        this.content = content;
        this.lengthBytes = lengthBytes;
    }

    @Override
    public long contentLength() {
        return lengthBytes;
    }

    /** What may have reached the other side. */
    public long handedOutBytes() {
        return handedOut.get();
    }

    /** Whether all of the stream has been handed out. */
    public boolean complete() {
        synchronized (reading) {
            return complete;
        }
    }

    /** @throws IOException where it was the stream, and not the connection, that failed */
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

    /** A request for more that comes while a buffer is handed out, is answered by the loop that does so. */
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
                    handedOut.addAndGet(count);
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

    /** Hands out no more; where that was not all, the connection is given up. The stream may then be closed. */
    @Override
    public void close() {
        synchronized (reading) {
            if (!over) {
                over = true;
                subscriber.ifPresent(reader -> reader.onError(new IOException("the answer came before all was sent")));
            }
        }
    }
}
