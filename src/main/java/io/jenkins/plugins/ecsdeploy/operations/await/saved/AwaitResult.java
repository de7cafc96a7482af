package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import java.util.List;
import java.util.stream.Collectors;

/**
 * How the wait for all services of a step ended.
 *
 * @param services at least one
 */
public record AwaitResult(List<ServiceResult> services) {

    public AwaitResult {
        services = List.copyOf(services);
    }

    public boolean isGood() {
        return services.stream().allMatch(ServiceResult::isGood);
    }

    /** Whether AWS could be asked about each service to the end. */
    public boolean isComplete() {
        return services.stream().allMatch(service -> service.outcome().isPresent());
    }

    /** One outcome for all; only of a complete result. */
    public Outcome outcome() {
        return Outcome.ofAll(services.stream()
                .map(service -> service.outcome().orElseThrow())
                .toList());
    }

    /** What went wrong, a line for each service that is not good. */
    public String failure() {
        if (services.size() == 1 && !isComplete()) {
            return services.get(0).reason();
        }
        return services.stream()
                .filter(service -> !service.isGood())
                .map(ServiceResult::summary)
                .collect(Collectors.joining("\n"));
    }
}
