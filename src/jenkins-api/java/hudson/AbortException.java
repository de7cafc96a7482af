package hudson;

import java.io.IOException;

public class AbortException extends IOException {
    public AbortException() {}

    /** Keeps its message: tests without a Jenkins read it. */
    public AbortException(String message) {
        super(message);
    }
}
