package io.jenkins.plugins.ecsdeploy.packaging;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** A plugin's archive (.hpi, .jpi) or a jar: its files by path, in the order of the archive, folders left out. */
record HpiFile(Map<String, byte[]> files) {

    static final String MANIFEST = "META-INF/MANIFEST.MF";
    static final String LIB = "WEB-INF/lib/";
    static final String OUR_JAR = LIB + "ecs-deploy.jar";

    /** The archive that this build made. */
    static HpiFile built() throws IOException {
        return read(builtPath());
    }

    /** Where the archive is that this build made. */
    static Path builtPath() {
        return Path.of(System.getProperty("hpi.file", "target/ecs-deploy.hpi"));
    }

    static HpiFile read(Path archive) throws IOException {
        try (InputStream in = Files.newInputStream(archive)) {
            return read(in);
        }
    }

    private static HpiFile read(InputStream in) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        ZipInputStream zip = new ZipInputStream(in);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (!entry.isDirectory()) {
                files.put(entry.getName(), zip.readAllBytes());
            }
        }
        return new HpiFile(files);
    }

    /** A jar inside this archive. */
    HpiFile inner(String path) throws IOException {
        return read(new ByteArrayInputStream(files.get(path)));
    }

    /** The manifest's main attributes. */
    Attributes manifest() throws IOException {
        return new Manifest(new ByteArrayInputStream(files.get(MANIFEST))).getMainAttributes();
    }

    /** The jars under WEB-INF/lib by file name, ours included. */
    List<String> jars() {
        return files.keySet().stream()
                .filter(path -> path.startsWith(LIB) && path.endsWith(".jar"))
                .map(path -> path.substring(LIB.length()))
                .toList();
    }

    /** The paths of the class files. */
    List<String> classes() {
        return files.keySet().stream().filter(path -> path.endsWith(".class")).toList();
    }
}
