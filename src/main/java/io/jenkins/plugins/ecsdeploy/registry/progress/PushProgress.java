package io.jenkins.plugins.ecsdeploy.registry.progress;

/** Hears how a push goes on. Called often and from several threads; it must be quick and must not throw. */
@FunctionalInterface
public interface PushProgress {

    /** For who doesn't want to know. */
    PushProgress NONE = (blob, state, bytesSent, totalBytes) -> {};

    /** Where a blob is on its way. */
    enum State {
        /** The registry is asked whether it has the blob. */
        CHECKING,
        /** The registry has the blob: nothing is sent. */
        EXISTS,
        UPLOADING,
        /** The registry has taken the blob and its digest is right. */
        DONE
    }

    /** Something worth a line that concerns no single blob. */
    default void note(String line) {}

    /**
     * A blob that belongs to the image, before anything is told of it.
     *
     * @param archiveBytes as it lies in the archive
     */
    default void planned(String blob, long archiveBytes) {}

    /**
     * How far a layer that is compressed on the way has been read in this try.
     *
     * @param archiveBytes of those that it has in the archive
     */
    default void read(String blob, long archiveBytes) {}

    /**
     * @param blob its digest, of a layer that is compressed on the way its {@code diff_id}; from a Docker Engine the short id that it calls a layer by
     * @param bytesSent of this try, so it may go back after a cut
     * @param totalBytes -1 where that is not known, as of a layer that is compressed on the way
     */
    void blob(String blob, State state, long bytesSent, long totalBytes);

    /** The push went through. */
    default void end(PushResult result) {}
}
