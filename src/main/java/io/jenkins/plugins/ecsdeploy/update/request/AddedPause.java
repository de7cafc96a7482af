package io.jenkins.plugins.ecsdeploy.update.request;

import java.io.Serializable;
import java.util.List;

/**
 * A PAUSE hook that we added to a service, so that exactly this one can be taken out again.
 *
 * @param id unique; stands in the hook's {@code hookDetails}
 * @param stages its stages
 * @param action what ECS does when the time is over: CONTINUE or ROLLBACK
 * @param alike how many hooks of the service's own looked the same before, but for the details. The API reference says of
 *     hookDetails that it "is not used for PAUSE hooks": should ECS not keep it, ours is known by its look, and so many
 *     are left
 */
public record AddedPause(String id, List<String> stages, int minutes, String action, int alike)
        implements Serializable {

    public AddedPause {
        stages = List.copyOf(stages);
    }
}
