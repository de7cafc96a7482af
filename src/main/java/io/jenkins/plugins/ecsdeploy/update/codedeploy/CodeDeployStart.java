package io.jenkins.plugins.ecsdeploy.update.codedeploy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.ServiceUpdate;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.codedeploy.model.AlarmConfiguration;
import software.amazon.awssdk.services.codedeploy.model.AutoRollbackConfiguration;
import software.amazon.awssdk.services.codedeploy.model.CreateDeploymentRequest;
import software.amazon.awssdk.services.codedeploy.model.DeploymentGroupInfo;
import software.amazon.awssdk.services.codedeploy.model.DeploymentReadyAction;
import software.amazon.awssdk.services.codedeploy.model.RevisionLocationType;
import software.amazon.awssdk.services.ecs.model.Service;
import software.amazon.awssdk.services.ecs.model.TaskSet;

/** Deploys a service under the CODE_DEPLOY controller: by a deployment of CodeDeploy, because UpdateService may not. */
public final class CodeDeployStart {

    private final AwsClients clients;
    private final CodeDeployCreate create;

    public CodeDeployStart(AwsClients clients, Sleeper sleeper) {
        this.clients = clients;
        create = new CodeDeployCreate(clients, sleeper);
    }

    /**
     * What is to be done.
     *
     * @param deployment empty where nothing is to be deployed
     * @param counts whether the desired count is to be changed
     */
    private record Plan(
            String live,
            Optional<CreateDeploymentRequest> deployment,
            boolean counts,
            List<String> changes,
            List<String> notices) {}

    /**
     * Looks what would be deployed.
     *
     * @throws ServiceRefusedException naming what is in the way
     */
    public UpdatedService check(ServiceUpdate update, Service service) {
        return result(update, plan(update, service), Optional.empty());
    }

    /**
     * Deploys.
     *
     * @throws ServiceRefusedException naming what is in the way; it says so where the desired count was changed before
     */
    public UpdatedService run(ServiceUpdate update, Service service) throws InterruptedException {
        Plan plan = plan(update, service);
        if (plan.counts()) {
            count(update);
        }
        Optional<DeploymentId> started = Optional.empty();
        if (plan.deployment().isPresent()) {
            try {
                started = Optional.of(
                        create.create(update.service(), plan.deployment().get()));
            } catch (ServiceRefusedException | AwsCallException failed) {
                if (!plan.counts() || isInterruption(failed)) {
                    throw failed;
                }
                throw new ServiceRefusedException(
                        failed.getMessage() + " The desired count of the " + update.service() + " was set to "
                                + update.desiredCount().getAsInt() + " before, and stays so.",
                        failed);
            }
        }
        return result(update, plan, started);
    }

    private static boolean isInterruption(EcsDeployException failed) {
        return failed instanceof AwsCallException call && call.kind() == AwsCallException.Kind.INTERRUPTED;
    }

    private Plan plan(ServiceUpdate update, Service service) {
        Strategy.CodeDeploy how = strategy(update);
        String live = live(service);
        List<String> changes = new ArrayList<>();
        Optional<CreateDeploymentRequest> request = Optional.empty();
        List<String> notices = new ArrayList<>();
        boolean differs = update.taskDefinition()
                .filter(wanted -> !Arn.isNameOf(wanted, live))
                .isPresent();
        if (differs || update.forceNewDeployment()) {
            request = Optional.of(request(update, how, service, live, notices));
            String wanted = update.taskDefinition().orElse(live);
            changes.add(
                    differs
                            ? "task definition " + Arn.name(live) + " -> " + Arn.name(wanted)
                            : "a new deployment, forced");
        }
        boolean counts = update.desiredCount().isPresent()
                && !Objects.equals(update.desiredCount().getAsInt(), service.desiredCount());
        if (counts) {
            changes.add(
                    0,
                    "desired count " + service.desiredCount() + " -> "
                            + update.desiredCount().getAsInt());
        }
        return new Plan(live, request, counts, changes, notices);
    }

    private static UpdatedService result(ServiceUpdate update, Plan plan, Optional<DeploymentId> started) {
        return new UpdatedService(
                update.service(),
                started,
                plan.live(),
                plan.deployment().isPresent() ? update.taskDefinition().orElse(plan.live()) : plan.live(),
                plan.changes(),
                plan.notices(),
                Optional.empty());
    }

    private static Strategy.CodeDeploy strategy(ServiceUpdate update) {
        Strategy named = update.strategy().orElseGet(Strategy.CodeDeploy::new);
        if (!(named instanceof Strategy.CodeDeploy how)) {
            throw new ServiceRefusedException("The " + update.service() + " is under the CODE_DEPLOY controller, so it"
                    + " can't be deployed " + named.name()
                    + ": name codeDeploy(…) or no strategy. Since July 2025 UpdateService can move a service from"
                    + " CODE_DEPLOY to ECS.");
        }
        if (update.pause().isPresent()) {
            throw new ServiceRefusedException("pauseAt: CodeDeploy pauses where its deployment group says so"
                    + " (deploymentReadyOption with STOP_DEPLOYMENT), not at a stage of one deployment.");
        }
        if (update.loadBalancer().isPresent()) {
            throw new ServiceRefusedException(
                    "loadBalancer: under the CODE_DEPLOY controller target groups and listeners"
                            + " belong to the deployment group.");
        }
        return how;
    }

    /** What serves production traffic, whatever the service's own entry says. */
    private static String live(Service service) {
        return primary(service).map(TaskSet::taskDefinition).orElse(service.taskDefinition());
    }

    private static Optional<TaskSet> primary(Service service) {
        return service.taskSets().stream()
                .filter(set -> "PRIMARY".equals(set.status()))
                .findFirst();
    }

    private CreateDeploymentRequest request(
            ServiceUpdate update, Strategy.CodeDeploy how, Service service, String live, List<String> notices) {
        CodeDeployGroup by = CodeDeployGroup.of(clients, update.service(), how, service);
        Optional<DeploymentGroupInfo> known = group(update.service(), by.application(), by.group(), notices);
        String content = AppSpec.of(
                arn(update.taskDefinition().orElse(live)),
                primary(service)
                        .map(TaskSet::loadBalancers)
                        .filter(list -> !list.isEmpty())
                        .orElse(service.loadBalancers()),
                primary(service).map(TaskSet::platformVersion).orElse(service.platformVersion()),
                update.service());
        CreateDeploymentRequest.Builder request = CreateDeploymentRequest.builder()
                .applicationName(by.application())
                .deploymentGroupName(by.group())
                .revision(revision -> revision.revisionType(RevisionLocationType.APP_SPEC_CONTENT)
                        .appSpecContent(spec -> spec.content(content).sha256(AppSpec.sha256(content))));
        how.config().ifPresent(request::deploymentConfigName);
        how.alarms().ifPresent(alarms -> alarms(request, alarms, known));
        return request.build();
    }

    /** The deployment's alarms replace the group's; what the group rolls back for anyway stays. */
    private static void alarms(
            CreateDeploymentRequest.Builder request, Alarms alarms, Optional<DeploymentGroupInfo> group) {
        request.overrideAlarmConfiguration(AlarmConfiguration.builder()
                .enabled(true)
                .alarms(alarms.names().stream()
                        .map(name -> software.amazon.awssdk.services.codedeploy.model.Alarm.builder()
                                .name(name)
                                .build())
                        .toList())
                .build());
        if (alarms.rollback()) {
            Set<String> events = new LinkedHashSet<>();
            group.map(DeploymentGroupInfo::autoRollbackConfiguration)
                    .filter(configuration -> Boolean.TRUE.equals(configuration.enabled()))
                    .ifPresent(configuration -> events.addAll(configuration.eventsAsStrings()));
            events.add("DEPLOYMENT_FAILURE");
            events.add("DEPLOYMENT_STOP_ON_ALARM");
            request.autoRollbackConfiguration(AutoRollbackConfiguration.builder()
                    .enabled(true)
                    .eventsWithStrings(events)
                    .build());
        }
    }

    private Optional<DeploymentGroupInfo> group(
            ServiceRef service, String application, String group, List<String> notices) {
        DeploymentGroupInfo found;
        try {
            found = AwsCall.run(
                    "codedeploy:GetDeploymentGroup",
                    "deployment group " + group + " of application " + application,
                    () -> clients.codeDeploy()
                            .getDeploymentGroup(request ->
                                    request.applicationName(application).deploymentGroupName(group))
                            .deploymentGroupInfo());
        } catch (AwsCallException failed) {
            if (failed.errorCode().endsWith("DoesNotExistException")) {
                throw new ServiceRefusedException("CodeDeploy has no deployment group " + group + " of an application "
                        + application + " for the " + service
                        + ". Name them: codeDeploy(application: …, deploymentGroup: …).");
            }
            if (failed.kind() != AwsCallException.Kind.ACCESS_DENIED) {
                throw failed;
            }
            notices.add("Not checked whether the deployment group is the service's: " + failed.getMessage());
            return Optional.empty();
        }
        boolean ours = found.ecsServices().stream()
                .anyMatch(one -> CodeDeployGroup.shortName(one.clusterName())
                                .equals(CodeDeployGroup.shortName(service.cluster()))
                        && CodeDeployGroup.shortName(one.serviceName())
                                .equals(CodeDeployGroup.shortName(service.service())));
        if (!ours) {
            throw new ServiceRefusedException("The deployment group " + group + " of the application " + application
                    + " deploys "
                    + found.ecsServices().stream()
                            .map(one -> one.clusterName() + "/" + one.serviceName())
                            .toList()
                    + ", not the " + service + ".");
        }
        if (found.blueGreenDeploymentConfiguration() != null
                && found.blueGreenDeploymentConfiguration().deploymentReadyOption() != null
                && found.blueGreenDeploymentConfiguration()
                                .deploymentReadyOption()
                                .actionOnTimeout()
                        == DeploymentReadyAction.STOP_DEPLOYMENT) {
            notices.add("Before production traffic moves CodeDeploy waits up to "
                    + found.blueGreenDeploymentConfiguration()
                            .deploymentReadyOption()
                            .waitTimeInMinutes()
                    + " min for continueDeployment, and then stops the deployment");
        }
        return Optional.of(found);
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

    private void count(ServiceUpdate update) {
        AwsCall.run(
                "ecs:UpdateService",
                update.service().toString(),
                () -> clients.ecs()
                        .updateService(
                                request -> request.cluster(update.service().cluster())
                                        .service(update.service().service())
                                        .desiredCount(update.desiredCount().getAsInt())));
    }
}
