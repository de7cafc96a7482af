package io.jenkins.plugins.ecsdeploy.image.zstd;

import com.github.luben.zstd.ZstdOutputStreamNoFinalizer;
import com.github.luben.zstd.util.Native;
import com.github.luben.zstd.util.ZstdVersion;
import io.jenkins.plugins.ecsdeploy.image.ImageException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;

/**
 * Loads the native part of zstd-jni. That library would do it by itself, but it leaves its unpacked file behind if the JVM
 * is killed, as agents are. Here the file is deleted as soon as it is loaded; on Windows, which refuses that, by the next
 * JVM that unpacks one.
 */
final class NativeLibrary {

    private static final String FILE = "ecs-deploy-zstd-";

    private static final Duration LEFTOVER_AGE = Duration.ofMinutes(1);

    /** Loads a file as {@link System#load} does. */
    interface Loader {
        void load(String file);
    }

    private final String os;
    private final String architecture;
    private final Path folder;
    private final boolean musl;
    private final Loader loader;
    private boolean loaded;

    /** @param folder where the library is unpacked */
    NativeLibrary(String osName, String architecture, Path folder, boolean musl, Loader loader) {
        this.os = os(osName);
        this.architecture = os.equals("darwin") && architecture.equals("amd64") ? "x86_64" : architecture;
        this.folder = folder;
        this.musl = musl;
        this.loader = loader;
    }

    static NativeLibrary ofThisMachine() {
        return new NativeLibrary(
                System.getProperty("os.name"),
                System.getProperty("os.arch"),
                Path.of(System.getProperty("java.io.tmpdir")),
                isMusl(),
                System::load);
    }

    /** The folder of the library's jar. */
    private static String os(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.startsWith("win")) {
            return "win";
        }
        return lower.startsWith("mac") || lower.startsWith("darwin") ? "darwin" : lower.replace(' ', '_');
    }

    /** As of Alpine Linux, whose dynamic linker has this name. */
    private static boolean isMusl() {
        try (DirectoryStream<Path> linkers = Files.newDirectoryStream(Path.of("/lib"), "ld-musl-*")) {
            return linkers.iterator().hasNext() && !Files.exists(Path.of("/lib/x86_64-linux-gnu"));
        } catch (IOException notThere) {
            return false;
        }
    }

    /** @throws ImageException if the library can't be loaded */
    synchronized void load() {
        if (loaded) {
            return;
        }
        String name = "libzstd-jni-" + ZstdVersion.VERSION + extension();
        try (InputStream library = Native.class.getResourceAsStream("/" + os + "/" + architecture + "/" + name)) {
            if (library == null) {
                throw refused("the zstd library that the plugin carries has no version for " + os + "/" + architecture);
            }
            deleteLeftovers();
            Path file = Files.createTempFile(folder, FILE, extension());
            try {
                Files.copy(library, file, StandardCopyOption.REPLACE_EXISTING);
                link(file);
            } finally {
                delete(file);
            }
        } catch (IOException notUnpacked) {
            throw refused("the zstd library can't be unpacked to " + folder + ": " + notUnpacked);
        }
        loaded = true;
    }

    private void link(Path file) {
        try {
            loader.load(file.toString());
            Native.assumeLoaded();
            ZstdOutputStreamNoFinalizer.recommendedCOutSize(); // fails if the library does not belong to these classes
        } catch (IllegalCallerException denied) {
            // Java's own choice one day (JEP 472); today with --illegal-native-access=deny.
            throw refused("this Java permits no native code (" + denied.getMessage()
                    + "). Start the agent with --enable-native-access=ALL-UNNAMED");
        } catch (LinkageError unusable) {
            throw refused(reason(String.valueOf(unusable.getMessage())));
        }
    }

    private String reason(String message) {
        if (message.contains("failed to map segment") || message.contains("Operation not permitted")) {
            return "nothing in the temporary folder " + folder
                    + " may be executed (a noexec mount), and the zstd library is"
                    + " loaded from there. Start the agent with -Djava.io.tmpdir=FOLDER, a folder that permits it ("
                    + message + ")";
        }
        if (musl) {
            return "this is a Linux with musl instead of glibc, such as Alpine, and this musl lacks what the zstd library needs; 1.2.3 has it, of Alpine 3.16 ("
                    + message + ")";
        }
        return "the zstd library can't be loaded on " + os + "/" + architecture + " (" + message + ")";
    }

    private static ImageException refused(String why) {
        return new ImageException("Layers can't be compressed with zstd on this machine: " + why
                + ". Nothing was pushed. Push from another agent, or with compression: 'gzip'.");
    }

    private void deleteLeftovers() {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, FILE + "*" + extension())) {
            for (Path file : files) {
                // Another JVM may have unpacked a newer one, and load it next.
                if (Files.getLastModifiedTime(file)
                        .toInstant()
                        .isBefore(Instant.now().minus(LEFTOVER_AGE))) {
                    delete(file);
                }
            }
        } catch (IOException | DirectoryIteratorException notListed) {
            // They stay until the next time.
        }
    }

    /** Windows refuses it as long as a JVM has loaded the file. */
    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException inUse) {
            file.toFile().deleteOnExit();
        }
    }

    private String extension() {
        return switch (os) {
            case "win" -> ".dll";
            case "darwin" -> ".dylib";
            default -> ".so";
        };
    }
}
