package io.jenkins.plugins.ecsdeploy.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An agent gets a jar when it asks for a class of it. */
class ZstdIsLoadedLateTest {

    @TempDir
    Path folder;

    @Test
    void aPushWithGzipAsksForNoClassOfTheZstdLibrary() throws Exception {
        assertThat(classesAskedForBy(Compression.GZIP)).isEmpty();
    }

    @Test
    void aPushWithZstdDoes() throws Exception {
        assertThat(classesAskedForBy(Compression.ZSTD)).isNotEmpty();
    }

    private List<String> classesAskedForBy(Compression compression) throws Exception {
        try (Recording loader = new Recording()) {
            loader.loadClass(OnePush.class.getName())
                    .getMethod("run", Path.class, String.class)
                    .invoke(null, folder.resolve("web.tar"), compression.name());
            return loader.asked;
        }
    }

    /** Loads everything again but the JDK. */
    private static final class Recording extends URLClassLoader {

        private final List<String> asked = Collections.synchronizedList(new ArrayList<>());

        Recording() throws MalformedURLException {
            super(classPath(), ClassLoader.getPlatformClassLoader());
        }

        private static URL[] classPath() throws MalformedURLException {
            List<URL> urls = new ArrayList<>();
            for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            if (name.startsWith("com.github.luben.")) {
                asked.add(name);
            }
            return super.findClass(name);
        }
    }

    /** Runs among the classes of that loader. */
    public static final class OnePush {

        private OnePush() {}

        public static void run(Path archive, String compression) throws Exception {
            TestImages.dockerArchive(archive, "web:1", TestImages.layer(1, 1_500_000), TestImages.layer(2, 500));
            try (RegistryFixture registry = RegistryFixture.plain()) {
                registry.repositories.create("web", RepositoryOptions.DEFAULT);
                new ImagePush(Retries.standard(), PushProgress.NONE)
                        .push(
                                PushSource.Archive.at(archive),
                                registry.target("web"),
                                registry.login(),
                                List.of("1"),
                                new PushOptions(true, List.of(), Compression.valueOf(compression)));
            }
        }
    }
}
