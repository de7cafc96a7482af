package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import edu.umd.cs.findbugs.annotations.Nullable;
import hudson.security.ACL;
import hudson.security.AccessControlled;
import java.io.IOException;

public class User implements AccessControlled, Saveable, Comparable<User>, ModelObject {
    private User() {}

    @NonNull
    public String getId() {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public String getFullName() {
        throw new UnsupportedOperationException();
    }

    @Override
    @NonNull
    public String getDisplayName() {
        throw new UnsupportedOperationException();
    }

    @CheckForNull
    public static User current() {
        throw new UnsupportedOperationException();
    }

    @Nullable
    public static User getById(String id, boolean create) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void save() throws IOException {
        throw new UnsupportedOperationException();
    }

    @Override
    public int compareTo(@NonNull User that) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ACL getACL() {
        throw new UnsupportedOperationException();
    }
}
