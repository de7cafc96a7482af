package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Collection;
import jenkins.model.CauseOfInterruption;

public class Executor extends Thread implements ModelObject {
    Executor() {}

    @CheckForNull
    public static Executor currentExecutor() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public Collection<CauseOfInterruption> getCausesOfInterruption() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }
}
