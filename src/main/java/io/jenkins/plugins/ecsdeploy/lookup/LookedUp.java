package io.jenkins.plugins.ecsdeploy.lookup;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** Collects what became of each name. */
final class LookedUp {

    /** Reads some names. */
    @FunctionalInterface
    interface Read {
        void run() throws InterruptedException;
    }

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();

    void found(ExternalName name, String value) {
        found.put(name.placeholder(), value);
    }

    void missing(ExternalName name, String why) {
        missing.put(name.placeholder(), why);
    }

    void refused(ExternalName name, String why) {
        refused.put(name.placeholder(), why);
    }

    /**
     * Reads; if that is denied, each name says so, with the IAM action that is missing.
     *
     * @throws AwsCallException for any other failure: it is none of the template's
     */
    void orDenied(Collection<ExternalName> names, Read read) throws InterruptedException {
        try {
            read.run();
        } catch (AwsCallException failed) {
            if (failed.kind() != AwsCallException.Kind.ACCESS_DENIED) {
                throw failed.orInterruption();
            }
            names.forEach(name -> refused(name, failed.getMessage()));
        }
    }

    ExternalValues values() {
        return new ExternalValues(found, missing, refused);
    }
}
