package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import io.jenkins.plugins.ecsdeploy.ecs.DeploymentId;
import io.jenkins.plugins.ecsdeploy.watch.ReportedEvents;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The waits of one step, as they are saved with the build. */
public final class AwaitState implements Serializable {

    private static final long serialVersionUID = 1L;

    private final AwaitTerms terms;
    private final ArrayList<WaitState> waits = new ArrayList<>();

    /** @param services at least one */
    public AwaitState(List<ServiceToAwait> services, AwaitTerms terms) {
        this.terms = terms;
        services.forEach(service -> waits.add(new WaitState(service, terms)));
    }

    public AwaitTerms terms() {
        return terms;
    }

    /** Ends a message about waits that ended early; empty if none of them follows a deployment. */
    public String leftAlone() {
        return waits.stream()
                .map(WaitState::leftAlone)
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    public List<WaitState> waits() {
        return List.copyOf(waits);
    }

    /** The events that were reported of each deployment that is followed: a later wait of the build reports them not again. */
    public Map<DeploymentId, ReportedEvents> reported() {
        Map<DeploymentId, ReportedEvents> reported = new LinkedHashMap<>();
        waits.forEach(wait -> wait.deployment().ifPresent(followed -> reported.put(followed, wait.reported())));
        return reported;
    }
}
