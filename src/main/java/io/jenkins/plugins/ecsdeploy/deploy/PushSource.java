package io.jenkins.plugins.ecsdeploy.deploy;

import java.nio.file.Path;

/** Where the image to push comes from. */
public sealed interface PushSource {

    /** For sentences. */
    String describe();

    /** A docker-archive or an OCI layout, as file or directory. */
    record Archive(Path path) implements PushSource {
        @Override
        public String describe() {
            return path.toString();
        }
    }

    /** An image in the local Docker Engine, by tag or id. */
    record EngineImage(String name) implements PushSource {
        @Override
        public String describe() {
            return name + " of the local Docker Engine";
        }
    }
}
