package io.jenkins.plugins.ecsdeploy.ecs;

import java.io.Serializable;
import java.util.Objects;

/**
 * Names a service.
 *
 * @param cluster short name or ARN
 * @param service short name or ARN
 */
public record ServiceRef(String cluster, String service) implements Serializable {

    public ServiceRef {
        Objects.requireNonNull(cluster, "cluster");
        Objects.requireNonNull(service, "service");
    }

    /** For sentences: {@code service webshop in cluster rehearsal}. */
    @Override
    public String toString() {
        return "service " + service + " in cluster " + cluster;
    }
}
