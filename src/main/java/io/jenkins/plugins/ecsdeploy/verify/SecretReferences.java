package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.Secret;

/** The secrets and parameters that a task definition reads, by where they are named. */
final class SecretReferences {

    private static final int ARN_PARTS = 7;

    /**
     * @param where such as {@code containers[web].secrets[DATABASE_URL]}
     * @param id the ARN of a secret without JSON key and version, or the name of a parameter
     */
    record Reference(String where, boolean isSecret, String id, String region) {}

    private SecretReferences() {}

    static List<Reference> of(List<ContainerDefinition> containers, String region) {
        List<Reference> all = new ArrayList<>();
        for (ContainerDefinition container : containers) {
            Map<String, String> named = new LinkedHashMap<>();
            for (Secret secret : container.secrets()) {
                named.put("secret " + secret.name(), secret.valueFrom());
            }
            if (container.logConfiguration() != null) {
                for (Secret secret : container.logConfiguration().secretOptions()) {
                    named.put("log option " + secret.name(), secret.valueFrom());
                }
            }
            if (container.repositoryCredentials() != null) {
                named.put(
                        "repositoryCredentials",
                        container.repositoryCredentials().credentialsParameter());
            }
            named.forEach(
                    (what, value) -> all.add(reference("container " + container.name() + ", " + what, value, region)));
        }
        return all;
    }

    /** API reference, Secret, valueFrom: an ARN, or the name of a parameter of the same region. */
    private static Reference reference(String where, String value, String region) {
        Optional<Arn> arn = Arn.parse(value);
        if (arn.isEmpty()) {
            return new Reference(where, false, value, region);
        }
        if (arn.get().service().equals("secretsmanager")) {
            // …:secret:NAME:JSON-KEY:VERSION-STAGE:VERSION-ID
            String[] parts = value.split(":", -1);
            String id = String.join(":", List.of(parts).subList(0, Math.min(parts.length, ARN_PARTS)));
            return new Reference(where, true, id, arn.get().region());
        }
        String name = arn.get().resource().replaceFirst("^parameter", "");
        // …:parameter/a is the parameter "a" or "/a": only a name with levels begins with a slash.
        String known = name.indexOf('/', 1) < 0 ? name.substring(1) : name;
        return new Reference(where, false, known, arn.get().region());
    }
}
