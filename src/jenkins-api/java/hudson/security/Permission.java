package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;

public final class Permission {
    @NonNull
    public final String name;

    Permission() {
        this.name = null;
    }

    @NonNull
    public String getId() {
        throw new UnsupportedOperationException();
    }
}
