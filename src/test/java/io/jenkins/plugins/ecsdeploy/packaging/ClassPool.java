package io.jenkins.plugins.ecsdeploy.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;

/**
 * Classes by internal name ({@code hudson/model/Run}), read as bytes and never loaded: from folders and jars in the order
 * in which they were added, then from the running JDK.
 */
final class ClassPool implements AutoCloseable {

    private final Map<String, Source> sources = new LinkedHashMap<>();
    private final Map<String, Optional<ClassNode>> read = new HashMap<>();
    private final List<ZipFile> open = new ArrayList<>();

    private interface Source {
        InputStream open() throws IOException;
    }

    /** Adds a folder of class files; the first one of a name counts. */
    void addFolder(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                add(folder.relativize(file).toString().replace('\\', '/'), () -> Files.newInputStream(file));
            }
        }
    }

    /** Adds a jar; the first class of a name counts. */
    void addJar(Path jar) throws IOException {
        ZipFile zip = new ZipFile(jar.toFile());
        open.add(zip);
        for (ZipEntry entry : Collections.list(zip.entries())) {
            add(entry.getName(), () -> zip.getInputStream(entry));
        }
    }

    private void add(String path, Source source) {
        if (path.endsWith(".class") && !path.startsWith("META-INF/") && !path.endsWith("module-info.class")) {
            sources.putIfAbsent(path.substring(0, path.length() - ".class".length()), source);
        }
    }

    /** The names of the classes that were added, without the JDK's. */
    Set<String> names() {
        return sources.keySet();
    }

    /** The class of that name, or empty if neither the added jars nor the JDK have it. */
    Optional<ClassNode> find(String name) {
        return read.computeIfAbsent(name, this::read);
    }

    private Optional<ClassNode> read(String name) {
        Source source = sources.get(name);
        try (InputStream in = source != null
                ? source.open()
                : ClassLoader.getPlatformClassLoader().getResourceAsStream(name + ".class")) {
            if (in == null) {
                return Optional.empty();
            }
            ClassNode node = new ClassNode();
            new ClassReader(in).accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
            return Optional.of(node);
        } catch (IOException e) {
            throw new UncheckedIOException("Could not read class " + name, e);
        }
    }

    /** The class and everything above it: its superclasses from near to far, then their interfaces. */
    Set<String> lineage(String name) {
        Set<String> all = new LinkedHashSet<>(superclasses(name));
        List<String> todo = new ArrayList<>(all);
        while (!todo.isEmpty()) {
            find(todo.remove(0))
                    .ifPresent(node -> node.interfaces.forEach(above -> {
                        if (all.add(above)) {
                            todo.add(above);
                        }
                    }));
        }
        return all;
    }

    /** The class and its superclasses, from near to far. */
    List<String> superclasses(String name) {
        List<String> chain = new ArrayList<>();
        String next = name;
        while (next != null) {
            chain.add(next);
            next = find(next).map(node -> node.superName).orElse(null);
        }
        return chain;
    }

    @Override
    public void close() throws IOException {
        for (ZipFile zip : open) {
            zip.close();
        }
    }
}
