package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.ecs.DescribedService;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.UpdateServiceRequest;

/**
 * Keeps what a service has and the SDK does not know. UpdateService merges {@code deploymentConfiguration} at its top level,
 * so a member that is left out stays as it is; but it replaces each member that is sent as a whole, so what is unknown inside
 * of that would be lost (docs/decisions/0001).
 */
public final class UnknownMemberCheck {

    private static final String CONFIGURATION = "deploymentConfiguration";
    private static final Pattern HOOK = Pattern.compile("deploymentConfiguration\\.lifecycleHooks\\[(\\d+)].*");

    private UnknownMemberCheck() {}

    /**
     * @param service what the request was made from
     * @return notices of the unknown members beside those that are sent
     * @throws ServiceRefusedException if the request would remove an unknown member
     */
    public static List<String> of(ServiceRef ref, DescribedService service, UpdateServiceRequest request) {
        Set<String> sent = sentMembers(request);
        Set<String> rewritten = new LinkedHashSet<>();
        List<String> lost = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        for (String path : service.unknownMembers()) {
            Optional<String> member = sent.stream()
                    .filter(one -> path.startsWith(one + ".") || path.startsWith(one + "["))
                    .findFirst();
            if (member.isPresent() && !isOfRemovedHook(path, service, request)) {
                rewritten.add(member.get());
                lost.add(path);
            } else if (member.isEmpty() && path.startsWith(CONFIGURATION + ".")) {
                kept.add(path);
            }
        }
        if (!lost.isEmpty()) {
            throw new ServiceRefusedException(
                    "The " + ref + " has settings that this version of the plugin does not know,"
                            + " and this update would remove them: " + String.join(", ", lost)
                            + ". Nothing was changed. Update the plugin, or change " + String.join(" and ", rewritten)
                            + " with a tool that knows them, such as the latest AWS CLI.");
        }
        return kept.isEmpty() || request.deploymentConfiguration() == null
                ? List.of()
                : List.of("Left as they are, because this version of the plugin does not know them: "
                        + String.join(", ", kept));
    }

    /** The members that the request replaces as a whole. */
    private static Set<String> sentMembers(UpdateServiceRequest request) {
        Set<String> members = new LinkedHashSet<>();
        DeploymentConfiguration configuration = request.deploymentConfiguration();
        if (configuration != null) {
            for (SdkField<?> field : configuration.sdkFields()) {
                if (ConfigurationDiff.isSet(field, configuration)) {
                    members.add(CONFIGURATION + "." + field.locationName());
                }
            }
        }
        for (SdkField<?> field : request.sdkFields()) {
            Object value = field.getValueOrDefault(request);
            if (value != null
                    && !(value instanceof SdkAutoConstructList)
                    && !field.locationName().equals(CONFIGURATION)) {
                members.add(field.locationName());
            }
        }
        return members;
    }

    /** A hook that the request removes need not be kept whole: it is one of ours, and ECS may have added to it. */
    private static boolean isOfRemovedHook(String path, DescribedService service, UpdateServiceRequest request) {
        Matcher hook = HOOK.matcher(path);
        if (!hook.matches()) {
            return false;
        }
        DeploymentLifecycleHook found =
                service.service().deploymentConfiguration().lifecycleHooks().get(Integer.parseInt(hook.group(1)));
        return !request.deploymentConfiguration().lifecycleHooks().contains(found);
    }
}
