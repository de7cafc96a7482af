package hudson.model;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.springframework.security.access.AccessDeniedException;

public interface ItemGroup<T extends Item> extends Saveable, ModelObject {
    String getFullName();

    @CheckForNull
    T getItem(String name) throws AccessDeniedException;
}
