package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployFinder;
import io.jenkins.plugins.ecsdeploy.ecs.CodeDeployGroup;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.Alarm;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Updates a service that CodeDeploy deploys: by a deployment of CodeDeploy, because UpdateService may not. */
public final class CodeDeployUpdater {

    private final AwsClients clients;
    private final DesiredCountSender counting;
    private final DeploymentGroupCheck groups;
    private final CodeDeployFinder finder;
    private final CreateDeploymentSender sender;

    public CodeDeployUpdater(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        counting = new DesiredCountSender(clients, sleeper);
        groups = new DeploymentGroupCheck(clients);
        finder = new CodeDeployFinder(clients);
        sender = new CreateDeploymentSender(clients, sleeper);
    }

    /**
     * Checks an update, without changing anything.
     *
     * @throws ServiceRefusedException if the service can't be updated like this
     */
    public PreparedUpdate prepare(ServiceUpdate update, Service service) {
        Strategy.CodeDeploy strategy = strategy(update);
        String live = liveTaskDefinition(service);
        String wanted = update.taskDefinition().orElse(live);
        List<String> changes = new ArrayList<>();
        boolean counts = update.desiredCount().isPresent()
                && !Objects.equals(update.desiredCount().getAsInt(), service.desiredCount());
        if (counts) {
            changes.add("desired count " + service.desiredCount() + " -> "
                    + update.desiredCount().getAsInt());
        }
        boolean differs = !Arn.isNameOf(wanted, live);
        if (!differs && !update.forceNewDeployment()) {
            List<String> notices =
                    update.taskDefinition().isPresent() ? refuseDuringAnother(update, strategy, service) : List.of();
            return new CodeDeployUpdate(
                    counting, sender, update, service, counts, Optional.empty(), live, live, changes, notices);
        }
        changes.add(
                differs ? "task definition " + Arn.name(live) + " -> " + Arn.name(wanted) : "a new deployment, forced");
        CodeDeployGroup group = DeploymentGroupName.of(finder, update.service(), strategy, service);
        DeploymentGroupCheck.Checked checked = groups.check(update.service(), group);
        CreateDeploymentRequest request = request(
                group,
                strategy,
                AppSpec.of(arn(wanted), primary(service), service, update.service()),
                checked.rollbackEvents());
        return new CodeDeployUpdate(
                counting,
                sender,
                update,
                service,
                counts,
                Optional.of(request),
                live,
                wanted,
                changes,
                checked.notices());
    }

    /**
     * If what runs now is what was asked for, a deployment of something else may be about to replace it.
     *
     * @return notices
     */
    private List<String> refuseDuringAnother(ServiceUpdate update, Strategy.CodeDeploy strategy, Service service) {
        Optional<DeploymentId> other;
        try {
            other = finder.inProgress(DeploymentGroupName.of(finder, update.service(), strategy, service));
        } catch (AwsCallException unreadable) {
            if (unreadable.kind() == AwsCallException.Kind.ACCESS_DENIED) {
                return List.of("Could not check whether CodeDeploy is deploying the " + update.service() + ": "
                        + unreadable.getMessage());
            }
            if (unreadable.isRefusal()) {
                return List.of(); // there is no such group, so it deploys nothing
            }
            throw unreadable;
        }
        if (other.isPresent()) {
            throw new ServiceRefusedException(
                    "The " + update.service() + " runs "
                            + Arn.name(liveTaskDefinition(service)) + ", but CodeDeploy's deployment " + other.get()
                            + " is in progress, and CodeDeploy allows one at a time. Wait until that one has ended, or stop it.");
        }
        return List.of();
    }

    private static Strategy.CodeDeploy strategy(ServiceUpdate update) {
        Strategy named = update.strategy().orElseGet(Strategy.CodeDeploy::new);
        if (!(named instanceof Strategy.CodeDeploy how)) {
            throw new ServiceRefusedException(
                    "The " + update.service() + " has the deployment controller CODE_DEPLOY, so"
                            + " it can't be deployed " + named.name()
                            + ". Name codeDeploy(…) or no strategy. Since July 2025, UpdateService can change a service's"
                            + " controller from CODE_DEPLOY to ECS.");
        }
        if (update.pause().isPresent()) {
            throw new ServiceRefusedException("pauseAt: CodeDeploy does not pause at a stage of one deployment. Set its"
                    + " deployment group's deploymentReadyOption to STOP_DEPLOYMENT instead.");
        }
        if (update.loadBalancer().isPresent()) {
            throw new ServiceRefusedException(
                    "loadBalancer: with the deployment controller CODE_DEPLOY, target groups and"
                            + " listeners are set in the deployment group.");
        }
        return how;
    }

    /** What gets the production traffic, whatever the service's own entry says. */
    private static String liveTaskDefinition(Service service) {
        return primary(service).map(TaskSet::taskDefinition).orElse(service.taskDefinition());
    }

    private static Optional<TaskSet> primary(Service service) {
        return service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst();
    }

    private String arn(String taskDefinition) {
        return taskDefinition.startsWith("arn:")
                ? taskDefinition
                : AwsCall.run(
                        "ecs:DescribeTaskDefinition",
                        "task definition " + taskDefinition,
                        () -> clients.ecs()
                                .describeTaskDefinition(request -> request.taskDefinition(taskDefinition))
                                .taskDefinition()
                                .taskDefinitionArn());
    }

    private static CreateDeploymentRequest request(
            CodeDeployGroup group, Strategy.CodeDeploy strategy, String appSpec, Set<String> rollbackEvents) {
        CreateDeploymentRequest.Builder request = CreateDeploymentRequest.builder()
                .applicationName(group.application())
                .deploymentGroupName(group.name())
                .revision(revision -> revision.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(spec -> spec.content(appSpec).sha256(AppSpec.sha256(appSpec))));
        strategy.config().ifPresent(request::deploymentConfigName);
        strategy.alarms().ifPresent(alarms -> alarms(request, alarms, rollbackEvents));
        return request.build();
    }

    /** The deployment's alarms replace the group's; the events for which the group rolls back stay. */
    private static void alarms(CreateDeploymentRequest.Builder request, Alarms alarms, Set<String> rollbackEvents) {
        request.overrideAlarmConfiguration(AlarmConfiguration.builder()
                .enabled(true)
                .alarms(alarms.names().stream()
                        .map(name -> Alarm.builder().name(name).build())
                        .toList())
                .build());
        if (alarms.rollback()) {
            Set<String> events = new LinkedHashSet<>(rollbackEvents);
            events.add("DEPLOYMENT_FAILURE");
            events.add("DEPLOYMENT_STOP_ON_ALARM");
            request.autoRollbackConfiguration(AutoRollbackConfiguration.builder()
                    .enabled(true)
                    .eventsWithStrings(events)
                    .build());
        }
    }
}
