package io.jenkins.plugins.ecsdeploy.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;

/**
 * The jars of a real Jenkins that our plugin's class loader sees there: core's, and those of the plugins that our manifest
 * names, with the ones that these name.
 *
 * @param jars the files they were unpacked to
 * @param missing plugins that a manifest names as needed, and that the folder lacks
 */
record JenkinsJars(List<Path> jars, List<String> missing) {

    /**
     * Unpacks them.
     *
     * @param war a jenkins.war
     * @param plugins a folder of .jpi or .hpi
     * @param ours our plugin's archive
     * @param to an empty folder
     */
    static JenkinsJars unpack(Path war, Path plugins, HpiFile ours, Path to) throws IOException {
        List<Path> jars = new ArrayList<>(innerJars(war, to.resolve("core")));
        List<String> missing = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        Deque<PluginDependency> todo = new ArrayDeque<>(PluginDependency.of(ours.manifest()));
        while (!todo.isEmpty()) {
            PluginDependency next = todo.remove();
            if (!seen.add(next.name())) {
                continue;
            }
            Path archive = archive(plugins, next.name());
            if (archive != null) {
                jars.addAll(innerJars(archive, to.resolve(next.name())));
                todo.addAll(dependencies(archive));
            } else if (!next.optional()) {
                missing.add(next.name());
            }
        }
        return new JenkinsJars(jars, missing);
    }

    private static Path archive(Path plugins, String name) {
        return List.of(plugins.resolve(name + ".jpi"), plugins.resolve(name + ".hpi")).stream()
                .filter(Files::isRegularFile)
                .findFirst()
                .orElse(null);
    }

    private static List<PluginDependency> dependencies(Path archive) throws IOException {
        try (JarFile jar = new JarFile(archive.toFile())) {
            return PluginDependency.of(jar.getManifest().getMainAttributes());
        }
    }

    private static List<Path> innerJars(Path archive, Path to) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                String name = entry.getName();
                if (name.startsWith(HpiFile.LIB) && name.endsWith(".jar")) {
                    Path jar = Files.createDirectories(to).resolve(name.substring(name.lastIndexOf('/') + 1));
                    try (InputStream in = zip.getInputStream(entry)) {
                        Files.copy(in, jar);
                    }
                    jars.add(jar);
                }
            }
        }
        return jars;
    }
}
