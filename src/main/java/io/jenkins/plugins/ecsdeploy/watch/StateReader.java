package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Limits;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceReader;
import io.jenkins.plugins.ecsdeploy.watch.state.StateMapper;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DescribeServiceDeploymentsRequest;
import software.amazon.awssdk.services.ecs.model.DescribeServiceRevisionsRequest;
import software.amazon.awssdk.services.ecs.model.ServiceDeployment;
import software.amazon.awssdk.services.ecs.model.ServiceRevision;

/** Reads services and service deployments for many waits at once, as many in a call as ECS takes. */
final class StateReader {

    private final EcsClient ecs;
    private final ServiceReader services;
    private final Runnable onCall;

    StateReader(AwsClients clients, Runnable onCall) {
        this.ecs = clients.ecs();
        this.services = new ServiceReader(clients);
        this.onCall = onCall;
    }

    void deployments(List<DeploymentWatch> watches, PollRound.Looks looks) {
        batches(
                watches,
                watch -> watch.deploymentArn().orElseThrow(),
                Limits.SERVICE_DEPLOYMENTS_PER_DESCRIBE,
                (arns, asked) -> {
                    Map<String, ServiceDeployment> answer = describe(arns).stream()
                            .collect(Collectors.toMap(ServiceDeployment::serviceDeploymentArn, Function.identity()));
                    for (DeploymentWatch watch : asked) {
                        ServiceDeployment found =
                                answer.get(watch.deploymentArn().orElseThrow());
                        if (found != null) { // else as it was: ECS knew it a moment ago
                            watch.deploymentIs(StateMapper.serviceDeployment(found));
                        }
                    }
                },
                looks);
    }

    private List<ServiceDeployment> describe(List<String> arns) {
        onCall.run();
        return AwsCall.run(
                        "ecs:DescribeServiceDeployments",
                        arns.size() == 1 ? arns.get(0) : arns.size() + " service deployments",
                        () -> ecs.describeServiceDeployments(DescribeServiceDeploymentsRequest.builder()
                                .serviceDeploymentArns(arns)
                                .build()))
                .serviceDeployments();
    }

    /** @param others may be read in the same calls, where there is room: they need it soon */
    void services(List<DeploymentWatch> watches, List<DeploymentWatch> others, PollRound.Looks looks) {
        filled(watches, others).stream()
                .collect(Collectors.groupingBy(watch -> watch.ref().cluster(), LinkedHashMap::new, Collectors.toList()))
                .forEach((cluster, inCluster) -> batches(
                        inCluster,
                        watch -> watch.ref().service(),
                        Limits.SERVICES_PER_DESCRIBE,
                        (names, asked) -> {
                            onCall.run();
                            ServiceReader.Answer answer = services.read(cluster, names);
                            for (DeploymentWatch watch : asked) {
                                try {
                                    watch.serviceIs(StateMapper.service(answer.of(watch.ref())));
                                } catch (EcsDeployException missing) {
                                    looks.failed(watch, missing);
                                }
                            }
                        },
                        looks));
    }

    /** What may not be read is told, and proves nothing. */
    void revisions(List<DeploymentWatch> watches, PollRound.Looks looks) {
        batches(
                watches,
                watch -> watch.toBeProved().orElseThrow(),
                Limits.SERVICE_REVISIONS_PER_DESCRIBE,
                (arns, asked) -> {
                    Map<String, ServiceRevision> answer = tolerantRevisions(arns, asked);
                    asked.stream()
                            .filter(watch ->
                                    answer.containsKey(watch.toBeProved().orElseThrow()))
                            .forEach(watch -> watch.revisionIs(
                                    answer.get(watch.toBeProved().orElseThrow())));
                },
                looks);
    }

    private Map<String, ServiceRevision> tolerantRevisions(List<String> arns, List<DeploymentWatch> asked) {
        onCall.run();
        try {
            return AwsCall.run(
                            "ecs:DescribeServiceRevisions",
                            arns.size() == 1 ? arns.get(0) : arns.size() + " service revisions",
                            () -> ecs.describeServiceRevisions(DescribeServiceRevisionsRequest.builder()
                                    .serviceRevisionArns(arns)
                                    .build()))
                    .serviceRevisions()
                    .stream()
                    .collect(Collectors.toMap(ServiceRevision::serviceRevisionArn, Function.identity()));
        } catch (AwsCallException failed) {
            if (failed.isRetryable() || arns.size() > 1) {
                throw failed;
            }
            asked.forEach(watch -> watch.note("The digest of what runs was not compared: " + failed.getMessage()));
            return Map.of();
        }
    }

    /** With those of the others that were read longest ago, as many as fit into the calls that are made anyway. */
    private static List<DeploymentWatch> filled(List<DeploymentWatch> watches, List<DeploymentWatch> others) {
        Map<String, Integer> room = new HashMap<>();
        watches.forEach(watch -> room.merge(
                watch.ref().cluster(), Limits.SERVICES_PER_DESCRIBE - 1, (left, more) -> left == 0 ? more : left - 1));
        List<DeploymentWatch> filled = new ArrayList<>(watches);
        others.stream()
                .sorted(Comparator.comparing(DeploymentWatch::serviceReadAt))
                .filter(watch -> room.getOrDefault(watch.ref().cluster(), 0) > 0)
                .forEach(watch -> {
                    room.merge(watch.ref().cluster(), 0, (left, none) -> left - 1);
                    filled.add(watch);
                });
        return filled;
    }

    /**
     * Calls for so many names at once. A call that is refused is made again for each name alone, because one name that is
     * not allowed or not there may be why.
     */
    static void batches(
            List<DeploymentWatch> watches,
            Function<DeploymentWatch, String> name,
            int most,
            BiConsumer<List<String>, List<DeploymentWatch>> call,
            PollRound.Looks looks) {
        Map<String, List<DeploymentWatch>> byName =
                watches.stream().collect(Collectors.groupingBy(name, LinkedHashMap::new, Collectors.toList()));
        List<String> names = List.copyOf(byName.keySet());
        IntStream.iterate(0, at -> at < names.size(), at -> at + most)
                .mapToObj(at -> names.subList(at, Math.min(at + most, names.size())))
                .forEach(some -> {
                    List<DeploymentWatch> asked = some.stream()
                            .flatMap(one -> byName.get(one).stream())
                            .toList();
                    try {
                        call.accept(some, asked);
                    } catch (RuntimeException failed) {
                        if (looks.mayBeForOne(failed, some.size())) {
                            some.forEach(one -> batches(byName.get(one), name, 1, call, looks));
                        } else {
                            asked.forEach(watch -> looks.failed(watch, failed));
                        }
                    }
                });
    }
}
