package org.jenkinsci.plugins.structs.describable;

import java.io.Serializable;

public final class DescribableParameter implements Serializable {
    private DescribableParameter() {}

    public String getName() {
        throw new UnsupportedOperationException();
    }

    public boolean isRequired() {
        throw new UnsupportedOperationException();
    }
}
