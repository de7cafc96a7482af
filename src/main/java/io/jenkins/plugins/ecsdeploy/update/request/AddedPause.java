package io.jenkins.plugins.ecsdeploy.update.request;

import java.io.Serializable;
import java.util.List;

/**
 * A PAUSE hook that we added to a service: enough to remove exactly this one.
 *
 * @param id unique; in the hook's {@code hookDetails}
 * @param stages its lifecycle stages
 * @param minutes how long ECS waits at each
 * @param action what ECS does after that: CONTINUE or ROLLBACK
 * @param alike how many of the service's other hooks had the same stages, minutes and action. The API reference says that
 *     hookDetails "is not used for PAUSE hooks": if ECS does not keep it, this many of the equal hooks are not ours
 */
public record AddedPause(String id, List<String> stages, int minutes, String action, int alike)
        implements Serializable {

    public AddedPause {
        stages = List.copyOf(stages);
    }
}
