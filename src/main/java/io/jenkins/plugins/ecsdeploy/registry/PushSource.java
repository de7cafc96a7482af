package io.jenkins.plugins.ecsdeploy.registry;

import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Where the image to push comes from, on the machine that pushes. */
public sealed interface PushSource extends Serializable {

    /** For sentences. */
    String describe();

    /** A docker-archive or an OCI layout, as file or directory. */
    record Archive(String path) implements PushSource {

        public static Archive at(Path path) {
            return new Archive(path.toString());
        }

        @Override
        public String describe() {
            return path;
        }
    }

    /**
     * An image in the Docker Engine of that machine, by tag or id.
     *
     * @param environment variables that say where the engine is, before those of the process that pushes
     */
    record EngineImage(String name, Map<String, String> environment) implements PushSource {

        private static final List<String> VARIABLES = List.of(
                "DOCKER_HOST",
                "DOCKER_CONTEXT",
                "DOCKER_CONFIG",
                "DOCKER_TLS_VERIFY",
                "DOCKER_CERT_PATH",
                "XDG_RUNTIME_DIR");

        public EngineImage(String name) {
            this(name, Map.of());
        }

        /** @param environment a build's; only what says where the engine is counts, and nothing else is kept of it */
        public EngineImage {
            Map<String, String> about = new HashMap<>(environment);
            about.keySet().retainAll(VARIABLES);
            environment = Map.copyOf(about);
        }

        @Override
        public String describe() {
            return name + " of the local Docker Engine";
        }
    }
}
