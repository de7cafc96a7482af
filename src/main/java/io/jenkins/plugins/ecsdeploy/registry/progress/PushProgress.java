package io.jenkins.plugins.ecsdeploy.registry.progress;

/** Is notified of a push's progress. Called often and by several threads: it must be fast and must not throw. */
@FunctionalInterface
public interface PushProgress {

    /** Ignores everything. */
    PushProgress NONE = (blob, state, bytesSent, totalBytes) -> {};

    /** The state of a blob. */
    enum State {
        /** The registry is being asked whether it has the blob. */
        CHECKING,
        /** The registry has the blob: nothing is sent. */
        EXISTS,
        UPLOADING,
        /** The registry has accepted the blob, and its digest is right. */
        DONE
    }

    /** A line for the log that concerns no single blob. */
    default void note(String line) {}

    /**
     * A blob that belongs to the image, before anything else is reported about it.
     *
     * @param archiveBytes its size in the archive
     */
    default void planned(String blob, long archiveBytes) {}

    /**
     * How much of a layer that is compressed while it is sent has been read by the current attempt.
     *
     * @param archiveBytes of its size in the archive
     */
    default void read(String blob, long archiveBytes) {}

    /**
     * @param blob its digest; the {@code diff_id} of a layer; the short id of a layer that a Docker Engine pushes
     * @param bytesSent by the current attempt, so it may decrease after an interruption
     * @param totalBytes -1 if unknown, as for a layer that is compressed while it is sent
     */
    void blob(String blob, State state, long bytesSent, long totalBytes);

    /** The push went through. */
    default void end(PushResult result) {}
}
