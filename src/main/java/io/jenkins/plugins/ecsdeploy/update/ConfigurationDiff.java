package io.jenkins.plugins.ecsdeploy.update;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.jenkins.plugins.ecsdeploy.aws.SdkJson;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;

/** What differs between two deployment configurations. */
final class ConfigurationDiff {

    private static final String HOOKS = "lifecycleHooks";

    private ConfigurationDiff() {}

    /**
     * The members of the second that differ from the first, each as a whole. This is what to send: UpdateService keeps what is
     * left out. What only the first has is not sent; such are the blocks of another strategy, which go with it.
     */
    static DeploymentConfiguration members(DeploymentConfiguration before, DeploymentConfiguration after) {
        DeploymentConfiguration.Builder members = DeploymentConfiguration.builder();
        for (SdkField<?> field : members.sdkFields()) {
            Object value = field.getValueOrDefault(after);
            if (isSet(field, after) && !Objects.equals(value, field.getValueOrDefault(before))) {
                field.set(members, value);
            }
        }
        return members.build();
    }

    /** Whether a member is sent; an empty list is, and clears what the service has. */
    static boolean isSet(SdkField<?> field, DeploymentConfiguration configuration) {
        Object value = field.getValueOrDefault(configuration);
        return value != null && !(value instanceof SdkAutoConstructList);
    }

    /** The differences, one line each, in the API's names. */
    static List<String> lines(DeploymentConfiguration before, DeploymentConfiguration after) {
        List<String> lines = new ArrayList<>();
        compare("deploymentConfiguration", SdkJson.toJson(before), SdkJson.toJson(after), lines);
        after.lifecycleHooks().stream()
                .filter(hook -> !before.lifecycleHooks().contains(hook))
                .forEach(hook -> lines.add("lifecycle hook added: " + describe(hook)));
        before.lifecycleHooks().stream()
                .filter(hook -> !after.lifecycleHooks().contains(hook))
                .forEach(hook -> lines.add("lifecycle hook removed: " + describe(hook)));
        return lines;
    }

    /** The same for any part of the API. */
    static List<String> lines(String at, SdkPojo before, SdkPojo after) {
        List<String> lines = new ArrayList<>();
        compare(at, SdkJson.toJson(before), SdkJson.toJson(after), lines);
        return lines;
    }

    private static void compare(String at, JsonNode before, JsonNode after, List<String> lines) {
        if (before.equals(after)) {
            return;
        }
        if (before.isObject() || after.isObject()) {
            Set<String> names = new TreeSet<>();
            before.fieldNames().forEachRemaining(names::add);
            after.fieldNames().forEachRemaining(names::add);
            names.remove(HOOKS);
            names.forEach(name -> compare(at + "." + name, before.path(name), after.path(name), lines));
        } else {
            lines.add(at + " " + text(before) + " -> " + text(after));
        }
    }

    private static String text(JsonNode value) {
        return value.isNull() || value instanceof MissingNode
                ? "(not set)"
                : value.isTextual() ? value.asText() : value.toString();
    }

    private static String describe(DeploymentLifecycleHook hook) {
        String stages = String.join(", ", hook.lifecycleStagesAsStrings());
        if (!"PAUSE".equals(hook.targetTypeAsString())) {
            return hook.hookTargetArn() + " at " + stages;
        }
        return "PAUSE at " + stages
                + (hook.timeoutConfiguration() == null
                        ? ""
                        : ", " + hook.timeoutConfiguration().timeoutInMinutes() + " min, then "
                                + hook.timeoutConfiguration().actionAsString())
                + (PauseHooks.isOurs(hook) ? " (of " + PauseHooks.build(hook) + ")" : "");
    }
}
