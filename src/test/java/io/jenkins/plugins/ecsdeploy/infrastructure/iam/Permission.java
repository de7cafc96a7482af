package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import java.util.Map;

/**
 * What IAM is asked when an AWS call arrives.
 *
 * @param resource an ARN, or * if the action has no resources
 * @param context the condition keys of the call
 */
public record Permission(String action, String resource, Map<String, String> context) {

    static Permission of(String action, String resource) {
        return new Permission(action, resource, Map.of());
    }
}
