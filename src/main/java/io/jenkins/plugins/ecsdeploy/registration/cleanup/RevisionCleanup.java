package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.EcsClient;
import software.amazon.awssdk.services.ecs.model.DeregisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.ListTaskDefinitionsRequest;
import software.amazon.awssdk.services.ecs.model.SortOrder;
import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/**
 * Deregisters old revisions of a family, never one that is used in the clusters it is told to look at. What it can't see:
 * schedules, and services and tasks elsewhere. A deregistered revision stays readable, and what runs it runs on; but
 * nothing new can be started from it (API reference of DeregisterTaskDefinition).
 */
public final class RevisionCleanup {

    private final EcsClient ecs;
    private final RevisionUsesReader reader;

    public RevisionCleanup(AwsClients clients) {
        ecs = clients.ecs();
        reader = new RevisionUsesReader(clients);
    }

    /**
     * Cleans up. What AWS refuses ends it early and is told in the result: a deployment that has succeeded does not fail
     * by it.
     *
     * @param keepRevisions how many of the newest active revisions stay in any case, 1 or more
     * @param clusters where users of the revisions are looked for, at least one
     * @throws ServiceRefusedException where a setting is out of its bounds
     */
    public RevisionCleanupResult deregisterOld(String family, int keepRevisions, Collection<String> clusters) {
        if (keepRevisions < 1) {
            throw new ServiceRefusedException("keepRevisions must be 1 or more, not " + keepRevisions + ".");
        }
        if (clusters.isEmpty()) {
            throw new ServiceRefusedException(
                    "A clean-up of old revisions has to know the clusters in which to look for users of " + family
                            + ".");
        }
        List<String> deregistered = new ArrayList<>();
        Map<String, String> kept = new LinkedHashMap<>();
        try {
            List<String> old =
                    activeRevisions(family).stream().skip(keepRevisions).toList();
            if (!old.isEmpty()) {
                RevisionUses uses = new RevisionUses(family);
                clusters.stream().distinct().forEach(cluster -> reader.read(cluster, family, uses));
                for (String revision : old) {
                    Optional<String> use = uses.of(revision);
                    if (use.isPresent()) {
                        kept.put(RevisionUses.shortName(revision), use.get());
                    } else {
                        deregister(revision);
                        deregistered.add(RevisionUses.shortName(revision));
                    }
                }
            }
            return new RevisionCleanupResult(family, keepRevisions, deregistered, kept, Optional.empty());
        } catch (AwsCallException failed) {
            return new RevisionCleanupResult(
                    family, keepRevisions, deregistered, kept, Optional.of(failed.getMessage()));
        }
    }

    /** Newest first. */
    private List<String> activeRevisions(String family) {
        return AwsCall.run(
                "ecs:ListTaskDefinitions",
                "family " + family,
                () -> ecs
                        .listTaskDefinitionsPaginator(ListTaskDefinitionsRequest.builder()
                                .familyPrefix(family)
                                .status(TaskDefinitionStatus.ACTIVE)
                                .sort(SortOrder.DESC)
                                .build())
                        .taskDefinitionArns()
                        .stream()
                        .filter(arn -> RevisionUses.shortName(arn).startsWith(family + ":"))
                        .toList());
    }

    private void deregister(String arn) {
        AwsCall.run(
                "ecs:DeregisterTaskDefinition",
                RevisionUses.shortName(arn),
                () -> ecs.deregisterTaskDefinition(DeregisterTaskDefinitionRequest.builder()
                        .taskDefinition(arn)
                        .build()));
    }
}
