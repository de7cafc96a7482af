package io.jenkins.plugins.ecsdeploy.update;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.request.AddedPause;
import io.jenkins.plugins.ecsdeploy.update.request.PauseRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.ecs.model.DeploymentConfiguration;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHook;
import software.amazon.awssdk.services.ecs.model.DeploymentLifecycleHookTargetType;

/**
 * Our PAUSE hooks among a service's lifecycle hooks. Hooks are settings of the service, not of one deployment, so ours are
 * marked and removed once the deployment has ended; those of others are never touched. Pure functions.
 */
public final class PauseHooks {

    /** API reference, DeploymentLifecycleHook; developer guide, "Pause hooks", Constraints. */
    private static final int MOST = 10;

    private static final String MANAGED_BY = "managedBy";
    private static final String US = "jenkins-ecs-deploy";
    private static final String ID = "id";
    private static final String BUILD = "build";

    private PauseHooks() {}

    /** What {@link #add} would add. */
    static AddedPause planned(List<DeploymentLifecycleHook> hooks, PauseRequest request, String id) {
        AddedPause ours = new AddedPause(id, request.stages(), request.minutes(), request.action(), 0);
        int alike = (int) hooks.stream().filter(hook -> looksLike(hook, ours)).count();
        long pauses = hooks.stream().filter(PauseHooks::pauses).count();
        if (pauses >= MOST) {
            throw new ServiceRefusedException("pauseAt: the service already has " + pauses + " PAUSE hooks, and ECS"
                    + " allows " + MOST + ". Remove one from the service's deploymentConfiguration.lifecycleHooks.");
        }
        return new AddedPause(id, ours.stages(), ours.minutes(), ours.action(), alike);
    }

    static DeploymentConfiguration add(DeploymentConfiguration current, AddedPause pause, String by) {
        List<DeploymentLifecycleHook> hooks = new ArrayList<>(current.lifecycleHooks());
        hooks.add(DeploymentLifecycleHook.builder()
                .targetType(DeploymentLifecycleHookTargetType.PAUSE)
                .lifecycleStagesWithStrings(pause.stages())
                .timeoutConfiguration(
                        timeout -> timeout.timeoutInMinutes(pause.minutes()).action(pause.action()))
                .hookDetails(Document.mapBuilder()
                        .putString(MANAGED_BY, US)
                        .putString(ID, pause.id())
                        .putString(BUILD, by)
                        .build())
                .build());
        return current.toBuilder().lifecycleHooks(hooks).build();
    }

    /** Without the marks, if ECS refuses them. */
    static DeploymentConfiguration unmarked(DeploymentConfiguration configuration) {
        return configuration.toBuilder()
                .lifecycleHooks(configuration.lifecycleHooks().stream()
                        .map(hook -> isOurs(hook)
                                ? hook.toBuilder().hookDetails(null).build()
                                : hook)
                        .toList())
                .build();
    }

    /** Whether this plugin added the hook, in any build on any controller. */
    public static boolean isOurs(DeploymentLifecycleHook hook) {
        return pauses(hook) && detail(hook, MANAGED_BY).filter(US::equals).isPresent();
    }

    /** The build that added one of our hooks. */
    static String build(DeploymentLifecycleHook hook) {
        return detail(hook, BUILD).orElse("an unknown build");
    }

    /** Without any of our hooks, whichever build left them. */
    public static DeploymentConfiguration withoutOurs(DeploymentConfiguration current) {
        return with(
                current,
                current.lifecycleHooks().stream().filter(hook -> !isOurs(hook)).toList());
    }

    /** Without this one hook; the same configuration if it is missing. */
    public static DeploymentConfiguration without(DeploymentConfiguration current, AddedPause pause) {
        List<DeploymentLifecycleHook> hooks = new ArrayList<>(current.lifecycleHooks());
        boolean marked = hooks.removeIf(hook ->
                isOurs(hook) && detail(hook, ID).filter(pause.id()::equals).isPresent());
        List<DeploymentLifecycleHook> alike =
                hooks.stream().filter(hook -> looksLike(hook, pause)).toList();
        if (!marked && alike.size() > pause.alike()) {
            hooks.remove(hooks.lastIndexOf(alike.get(alike.size() - 1))); // ours was added last
        }
        return with(current, hooks);
    }

    private static DeploymentConfiguration with(DeploymentConfiguration current, List<DeploymentLifecycleHook> hooks) {
        return hooks.size() == current.lifecycleHooks().size()
                ? current
                : current.toBuilder().lifecycleHooks(hooks).build();
    }

    private static boolean pauses(DeploymentLifecycleHook hook) {
        return hook.targetType() == DeploymentLifecycleHookTargetType.PAUSE;
    }

    private static boolean looksLike(DeploymentLifecycleHook hook, AddedPause pause) {
        return pauses(hook)
                && (hook.hookDetails() == null || hook.hookDetails().isNull())
                && hook.lifecycleStagesAsStrings().equals(pause.stages())
                && hook.timeoutConfiguration() != null
                && Integer.valueOf(pause.minutes())
                        .equals(hook.timeoutConfiguration().timeoutInMinutes())
                && pause.action().equals(hook.timeoutConfiguration().actionAsString());
    }

    private static Optional<String> detail(DeploymentLifecycleHook hook, String name) {
        Document details = hook.hookDetails();
        if (details == null || !details.isMap()) {
            return Optional.empty();
        }
        Map<String, Document> map = details.asMap();
        return Optional.ofNullable(map.get(name)).filter(Document::isString).map(Document::asString);
    }
}
