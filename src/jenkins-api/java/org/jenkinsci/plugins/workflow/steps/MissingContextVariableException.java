package org.jenkinsci.plugins.workflow.steps;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import edu.umd.cs.findbugs.annotations.NonNull;

public class MissingContextVariableException extends Exception {
    public MissingContextVariableException(@NonNull Class<?> type, @CheckForNull StepDescriptor d) {}

    public Class<?> getType() {
        throw new UnsupportedOperationException();
    }

    @Override
    public String getMessage() {
        throw new UnsupportedOperationException();
    }
}
