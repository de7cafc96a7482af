package org.jenkinsci.plugins.structs.describable;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.TaskListener;
import java.io.Serializable;
import java.util.Collection;
import java.util.Map;

public final class DescribableModel<T> implements Serializable {
    public DescribableModel(Class<T> clazz) {}

    public static <T> DescribableModel<T> of(Class<T> clazz) {
        throw new UnsupportedOperationException();
    }

    public Collection<DescribableParameter> getParameters() {
        throw new UnsupportedOperationException();
    }

    public T instantiate(Map<String, ?> arguments, @CheckForNull TaskListener listener)
            throws IllegalArgumentException {
        throw new UnsupportedOperationException();
    }

    public UninstantiatedDescribable uninstantiate2(T o) throws UnsupportedOperationException {
        throw new UnsupportedOperationException();
    }

    public static UninstantiatedDescribable uninstantiate2_(Object o) {
        throw new UnsupportedOperationException();
    }
}
