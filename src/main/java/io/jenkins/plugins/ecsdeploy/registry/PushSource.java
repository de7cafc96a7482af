package io.jenkins.plugins.ecsdeploy.registry;

import java.io.Serializable;
import java.nio.file.Path;

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

    /** An image in the Docker Engine of that machine, by tag or id. */
    record EngineImage(String name) implements PushSource {
        @Override
        public String describe() {
            return name + " of the local Docker Engine";
        }
    }
}
