package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
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
 * Deregisters old revisions of a family, never one that is used in the given clusters. It can't see schedules, nor services
 * and tasks in other clusters. A deregistered revision stays readable, and what runs it keeps running; but nothing new can be
 * started from it (API reference of DeregisterTaskDefinition).
 */
public final class RevisionCleanup {

    private final EcsClient ecs;
    private final RevisionUsesReader reader;

    public RevisionCleanup(AwsClients clients) {
        ecs = clients.ecs();
        reader = new RevisionUsesReader(clients);
    }

    /**
     * Cleans up. A refusal of AWS ends the clean-up and is reported in the result, so that a successful deployment does not
     * fail because of it.
     *
     * @param keepRevisions how many of the newest active revisions are always kept, 1 or more
     * @param clusters in which users of the revisions are searched for, at least one
     * @throws ServiceRefusedException if a setting is out of range
     */
    public RevisionCleanupResult deregisterOld(String family, int keepRevisions, Collection<String> clusters) {
        if (keepRevisions < 1) {
            throw new ServiceRefusedException("keepRevisions must be 1 or more, not " + keepRevisions + ".");
        }
        if (clusters.isEmpty()) {
            throw new ServiceRefusedException("Old revisions of " + family
                    + " can only be cleaned up if the clusters are given in which to search for their users.");
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
                        kept.put(Arn.name(revision), use.get());
                    } else {
                        deregister(revision);
                        deregistered.add(Arn.name(revision));
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
                        .filter(arn -> Arn.name(arn).startsWith(family + ":"))
                        .toList());
    }

    private void deregister(String arn) {
        AwsCall.run(
                "ecs:DeregisterTaskDefinition",
                Arn.name(arn),
                () -> ecs.deregisterTaskDefinition(DeregisterTaskDefinitionRequest.builder()
                        .taskDefinition(arn)
                        .build()));
    }
}
