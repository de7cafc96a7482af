package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.EnvVars;
import hudson.FilePath;
import java.io.IOException;
import java.util.Map;
import java.util.Set;

public abstract class AbstractBuild<P extends AbstractProject<P, R>, R extends AbstractBuild<P, R>> extends Run<P, R> {
    protected AbstractBuild(P job) throws IOException {
        super(job);
    }

    public final P getProject() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public Node getBuiltOn() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public final FilePath getWorkspace() {
        throw new UnsupportedOperationException();
    }

    @Override
    @NonNull
    public EnvVars getEnvironment(@NonNull TaskListener log) throws IOException, InterruptedException {
        throw new UnsupportedOperationException();
    }

    public Map<String, String> getBuildVariables() {
        throw new UnsupportedOperationException();
    }

    public Set<String> getSensitiveBuildVariables() {
        throw new UnsupportedOperationException();
    }
}
