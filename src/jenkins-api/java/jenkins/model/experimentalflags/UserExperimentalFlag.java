package jenkins.model.experimentalflags;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.ExtensionPoint;

public abstract class UserExperimentalFlag<T> implements ExtensionPoint {
    UserExperimentalFlag() {}

    @CheckForNull
    public static <T> T getFlagValueForCurrentUser(String flagClassCanonicalName) {
        throw new UnsupportedOperationException();
    }
}
