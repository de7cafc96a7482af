package io.jenkins.plugins.ecsdeploy.pushbench;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;

/**
 * An image in two versions that differ in the last layer, each as a docker-archive and as an OCI layout.
 */
final class BenchImage {

    private static final int CHUNK = 64 * 1024;
    private static final int FILE_BYTES = 1_000_000;
    private static final String[] WORDS = {
        "image",
        "layer",
        "service",
        "return",
        "private",
        "final",
        "string",
        "value",
        "error",
        "deploy",
        "cluster",
        "task",
        "public",
        "class",
        "import",
        "static",
        "digest",
        "upload",
        "registry",
        "config",
        "0x1f",
        "null",
        "true",
        "{\n",
        "}\n"
    };

    final String name;
    private final Path folder;

    private BenchImage(String name, Path folder) {
        this.name = name;
        this.folder = folder;
    }

    Path archive(int version) {
        return folder.resolve("v" + version + ".tar");
    }

    Path layout(int version) {
        return folder.resolve("v" + version + ".oci");
    }

    /** The tag in an engine that loads the archive. */
    String tag(int version) {
        return "ecs-deploy-bench/" + name + ":v" + version;
    }

    /** Half of each layer is text, half does not compress. */
    static BenchImage make(Path scratch, String name, int layers, long layerBytes)
            throws IOException, InterruptedException {
        return build(scratch, name, layers, (file, number) -> layer(file, layerBytes, number));
    }

    /** The libraries and programs of this operating system, and this JDK, file by file until the layers are full. */
    static BenchImage ofThisMachine(Path scratch, String name, int layers, long layerBytes)
            throws IOException, InterruptedException {
        Deque<Path> sources = new ArrayDeque<>();
        for (Path folder : List.of(Path.of("/usr/lib"), Path.of(System.getProperty("java.home")))) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.filter(file -> Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.isReadable(file))
                        .sorted()
                        .forEach(sources::add);
            }
        }
        // Not by name: a layer would be all of a kind.
        List<Path> mixed = new ArrayList<>(sources);
        Collections.shuffle(mixed, new Random(1));
        Deque<Path> left = new ArrayDeque<>(mixed);
        return build(scratch, name, layers, (file, number) -> layer(file, left, layerBytes));
    }

    /** Writes a layer and returns its digest. */
    private interface LayerWriter {
        String write(Path file, int number) throws IOException;
    }

    private static BenchImage build(Path scratch, String name, int layers, LayerWriter writer)
            throws IOException, InterruptedException {
        Path folder = Files.createDirectories(scratch.resolve(name));
        BenchImage image = new BenchImage(name, folder);
        List<Path> files = new ArrayList<>();
        List<String> digests = new ArrayList<>();
        for (int i = 0; i < layers + 1; i++) {
            Path layer = folder.resolve("layer" + i + ".tar");
            digests.add(writer.write(layer, i + 1));
            files.add(layer);
        }
        List<Integer> first = new ArrayList<>();
        for (int i = 0; i < layers; i++) {
            first.add(i);
        }
        List<Integer> second = new ArrayList<>(first);
        second.set(layers - 1, layers);
        image.save(1, first, files, digests);
        image.save(2, second, files, digests);
        for (Path file : files) {
            Files.delete(file);
        }
        for (int version = 1; version <= 2; version++) {
            Shell.run(
                    "skopeo",
                    "copy",
                    "docker-archive:" + image.archive(version),
                    "oci:" + image.layout(version) + ":bench");
        }
        return image;
    }

    private static String layer(Path file, Deque<Path> sources, long bytes) throws IOException {
        MessageDigest sha256 = sha256();
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), sha256);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out, StandardCharsets.UTF_8.name())) {
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
            tar.setBigNumberMode(TarArchiveOutputStream.BIGNUMBER_POSIX);
            for (long left = bytes; left > 0 && !sources.isEmpty(); ) {
                byte[] content = Files.readAllBytes(sources.peek());
                TarArchiveEntry entry =
                        new TarArchiveEntry(sources.remove().toString().substring(1));
                entry.setSize(content.length);
                tar.putArchiveEntry(entry);
                tar.write(content);
                tar.closeArchiveEntry();
                left -= content.length;
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static String layer(Path file, long bytes, long seed) throws IOException {
        MessageDigest sha256 = sha256();
        Random random = new Random(seed);
        try (OutputStream out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), sha256);
                TarArchiveOutputStream tar = new TarArchiveOutputStream(out)) {
            long left = bytes;
            for (int number = 0; left > 0; number++) {
                long size = Math.min(left, FILE_BYTES);
                TarArchiveEntry entry = new TarArchiveEntry("srv/layer" + seed + "/file" + number);
                entry.setSize(size);
                tar.putArchiveEntry(entry);
                content(tar, size, random, number % 2 == 0);
                tar.closeArchiveEntry();
                left -= size;
            }
        }
        return HexFormat.of().formatHex(sha256.digest());
    }

    private static void content(OutputStream out, long bytes, Random random, boolean text) throws IOException {
        for (long left = bytes; left > 0; left -= CHUNK) {
            int size = (int) Math.min(left, CHUNK);
            byte[] chunk = new byte[size];
            if (text) {
                StringBuilder words = new StringBuilder(size + 16);
                while (words.length() < size) {
                    words.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
                    if (random.nextInt(8) == 0) {
                        words.append(random.nextInt(100_000));
                    }
                }
                chunk = words.substring(0, size).getBytes(StandardCharsets.US_ASCII);
            } else {
                random.nextBytes(chunk);
            }
            out.write(chunk);
        }
    }

    private void save(int version, List<Integer> used, List<Path> files, List<String> digests) throws IOException {
        String diffIds =
                used.stream().map(i -> "\"sha256:" + digests.get(i) + "\"").collect(Collectors.joining(","));
        byte[] config = ("{\"architecture\":\"amd64\",\"os\":\"linux\",\"config\":{},\"rootfs\":{\"type\":\"layers\","
                        + "\"diff_ids\":[" + diffIds + "]}}")
                .getBytes(StandardCharsets.UTF_8);
        String configName = HexFormat.of().formatHex(sha256().digest(config)) + ".json";
        String layers =
                used.stream().map(i -> "\"" + digests.get(i) + "/layer.tar\"").collect(Collectors.joining(","));
        byte[] manifest = ("[{\"Config\":\"" + configName + "\",\"RepoTags\":[\"" + tag(version) + "\"],\"Layers\":["
                        + layers + "]}]")
                .getBytes(StandardCharsets.UTF_8);
        try (TarArchiveOutputStream tar =
                new TarArchiveOutputStream(new BufferedOutputStream(Files.newOutputStream(archive(version))))) {
            for (int i : used) {
                TarArchiveEntry entry = new TarArchiveEntry(digests.get(i) + "/layer.tar");
                entry.setSize(Files.size(files.get(i)));
                tar.putArchiveEntry(entry);
                Files.copy(files.get(i), tar);
                tar.closeArchiveEntry();
            }
            put(tar, configName, config);
            put(tar, "manifest.json", manifest);
        }
    }

    private static void put(TarArchiveOutputStream tar, String name, byte[] content) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name);
        entry.setSize(content.length);
        tar.putArchiveEntry(entry);
        tar.write(content);
        tar.closeArchiveEntry();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
