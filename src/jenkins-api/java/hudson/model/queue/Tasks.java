package hudson.model.queue;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;
import hudson.model.Item;
import hudson.model.Queue;
import org.springframework.security.core.Authentication;

public class Tasks {
    private Tasks() {}

    @CheckForNull
    public static Item getItemOf(@NonNull SubTask t) {
        throw new UnsupportedOperationException();
    }

    @NonNull
    public static Authentication getAuthenticationOf2(@NonNull Queue.Task t) {
        throw new UnsupportedOperationException();
    }
}
