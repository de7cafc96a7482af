package io.jenkins.plugins.ecsdeploy.image.archive;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/** The normal form of names in archives: no {@code .} and {@code ..}, no slash at either end. */
public final class EntryName {

    private EntryName() {}

    /** @return empty if the name is absolute or leads out of the archive */
    public static Optional<String> normal(String name) {
        return resolve("", name);
    }

    /**
     * The target of a link in a folder of the archive.
     *
     * @param folder in normal form; empty for the top
     * @return empty if it leads out of the archive
     */
    public static Optional<String> resolve(String folder, String name) {
        if (name.startsWith("/") || name.indexOf('\0') >= 0) {
            return Optional.empty();
        }
        Deque<String> parts = new ArrayDeque<>();
        for (String part : (folder + "/" + name).split("/")) {
            if (part.equals("..")) {
                if (parts.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (!part.isEmpty() && !part.equals(".")) {
                parts.addLast(part);
            }
        }
        return Optional.of(String.join("/", parts));
    }

    public static String folderOf(String normalName) {
        int slash = normalName.lastIndexOf('/');
        return slash < 0 ? "" : normalName.substring(0, slash);
    }
}
