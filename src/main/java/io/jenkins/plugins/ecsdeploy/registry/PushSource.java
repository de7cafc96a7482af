package io.jenkins.plugins.ecsdeploy.registry;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The image to push, on the machine that pushes. */
public sealed interface PushSource extends Serializable {

    /** For messages. */
    String describe();

    /**
     * A docker-archive or an OCI layout, as a file or a directory.
     *
     * @param imageName which image, if it contains several: name, tag or digest; null if there must be one
     */
    record Archive(String path, @CheckForNull String imageName) implements PushSource {

        public static Archive at(Path path) {
            return new Archive(path.toString(), null);
        }

        /** The same with the path on the machine that pushes. */
        public Archive found(Path found) {
            return new Archive(found.toString(), imageName);
        }

        @Override
        public String describe() {
            return imageName == null ? path : imageName + " in " + path;
        }
    }

    /**
     * An image in the Docker Engine of that machine.
     *
     * @param name a tag or an id
     * @param environment variables that say where the engine is; they take precedence over those of the process
     * @param route who pushes it
     */
    record EngineImage(String name, Map<String, String> environment, EngineRoute route) implements PushSource {

        private static final List<String> VARIABLES = List.of(
                "DOCKER_HOST",
                "DOCKER_CONTEXT",
                "DOCKER_CONFIG",
                "DOCKER_TLS_VERIFY",
                "DOCKER_CERT_PATH",
                "XDG_RUNTIME_DIR");

        public EngineImage(String name) {
            this(name, Map.of(), EngineRoute.AUTO);
        }

        /** The same for a build with these variables. */
        public EngineImage in(Map<String, String> variables) {
            return new EngineImage(name, variables, route);
        }

        /** @param environment a build's variables, of which only those that say where the engine is are kept */
        public EngineImage {
            Map<String, String> relevant = new HashMap<>(environment);
            relevant.keySet().retainAll(VARIABLES);
            environment = Map.copyOf(relevant);
        }

        @Override
        public String describe() {
            return name + " of the local Docker Engine";
        }
    }
}
