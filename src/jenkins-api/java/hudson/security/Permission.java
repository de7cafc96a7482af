package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;

public final class Permission {
    @NonNull
    public final String name;

    private Permission(String name) {
        this.name = name;
    }

    /** Doesn't throw, so that the classes with permissions as constants can be loaded in a test. */
    public static Permission fromId(@NonNull String id) {
        return new Permission(id);
    }

    @NonNull
    public String getId() {
        throw new UnsupportedOperationException();
    }
}
