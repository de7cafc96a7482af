package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.util.Set;

/**
 * The fields that a service's definition may have, as the API's own description has them.
 *
 * @param service the members of {@code CreateService}, nested shapes included
 * @param setByEcs the members that {@code DescribeServices} answers and {@code CreateService} doesn't take
 */
public record ServiceSchema(Shape.StructureShape service, Set<String> setByEcs) {

    public ServiceSchema {
        setByEcs = Set.copyOf(setByEcs);
    }
}
