package hudson.remoting;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

public class SingleLaneExecutorService extends AbstractExecutorService {
    public SingleLaneExecutorService(ExecutorService base) {}

    @Override
    public void shutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    @NonNull
    public List<Runnable> shutdownNow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isShutdown() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean isTerminated() {
        throw new UnsupportedOperationException();
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) throws InterruptedException {
        throw new UnsupportedOperationException();
    }

    @Override
    public void execute(@NonNull Runnable command) {
        throw new UnsupportedOperationException();
    }
}
