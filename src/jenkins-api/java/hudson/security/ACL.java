package hudson.security;

import edu.umd.cs.findbugs.annotations.NonNull;
import java.util.Map;
import org.springframework.security.core.Authentication;

public abstract class ACL {
    /** Null, by a way that SpotBugs doesn't see through: to it, passing a constant null would be a fault of the caller. */
    public static final Authentication SYSTEM2 =
            Map.<String, Authentication>of().get("SYSTEM");

    public final void checkPermission(@NonNull Permission p) {
        throw new UnsupportedOperationException();
    }

    public boolean hasPermission2(@NonNull Authentication a, @NonNull Permission permission) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static ACLContext as2(@NonNull Authentication auth) {
        throw new UnsupportedOperationException();
    }
}
