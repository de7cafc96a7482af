package io.jenkins.plugins.ecsdeploy.jenkins.build;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The pause hooks that are still to be removed, in memory and in a file. A file that can't be read is never overwritten: its
 * hooks are still in their services. It is set aside; if not even that is possible, it is tried again at the next call.
 */
final class SavedPauses {

    /** Where they are saved. */
    interface Store {

        /** Empty if nothing was saved. */
        List<SavedPause> read() throws IOException;

        void write(List<SavedPause> pauses) throws IOException;

        /** Renames what can't be read; gives its new name. */
        String setAside() throws IOException;
    }

    private static final Logger LOGGER = Logger.getLogger(SavedPauses.class.getName());

    private final Store store;

    /** What was added while the file could neither be read nor renamed. */
    private final List<SavedPause> unsaved = new ArrayList<>();

    @CheckForNull
    private List<SavedPause> loaded;

    SavedPauses(Store store) {
        this.store = store;
    }

    synchronized List<SavedPause> all() {
        return List.copyOf(load());
    }

    synchronized void add(SavedPause one) {
        load().add(one);
        save();
    }

    synchronized void remove(SavedPause one) {
        load().remove(one);
        save();
    }

    synchronized void startedBy(SavedPause one, DeploymentId deployment) {
        one.startedBy(deployment);
        save();
    }

    synchronized void removed(SavedPause one) {
        one.removed();
        save();
    }

    synchronized void jobMoved(String oldFullName, String newFullName) {
        boolean any = false;
        for (SavedPause one : load()) {
            any |= one.jobMoved(oldFullName, newFullName);
        }
        if (any) {
            save();
        }
    }

    private List<SavedPause> load() {
        if (loaded == null) {
            List<SavedPause> read = read();
            if (read == null) {
                return unsaved;
            }
            read.addAll(unsaved);
            unsaved.clear();
            loaded = read;
        }
        return loaded;
    }

    @CheckForNull
    private List<SavedPause> read() {
        try {
            return new ArrayList<>(store.read());
        } catch (IOException unreadable) {
            try {
                String kept = store.setAside();
                LOGGER.log(
                        Level.WARNING,
                        "The list of pause hooks to be removed can''t be read. It was renamed to {0}: the hooks that it"
                                + " names may still be in their services and pause later deployments. {1}",
                        new Object[] {kept, unreadable});
                return new ArrayList<>();
            } catch (IOException stays) {
                LOGGER.log(
                        Level.WARNING,
                        "The list of pause hooks to be removed can neither be read ({0}) nor renamed ({1}). It is tried"
                                + " again every minute; until then, new pause hooks are only in memory.",
                        new Object[] {unreadable, stays});
                return null;
            }
        }
    }

    private void save() {
        if (loaded != null) {
            try {
                store.write(loaded);
            } catch (IOException unwritable) {
                LOGGER.log(Level.WARNING, "The list of pause hooks to be removed can't be saved", unwritable);
            }
        }
    }
}
