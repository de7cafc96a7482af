package io.jenkins.plugins.ecsdeploy.jenkins.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;

/**
 * The present moment of a deployment.
 *
 * @param moment null before the first poll
 * @param targets null if the service has no load balancer, or its health may not be read
 * @param turns how often it was started, paused, answered or ended: what a page shows besides the moment is the same for as
 *     long as this number is
 * @param ended whether its wait has ended
 */
public record LiveDeployment(
        @CheckForNull DeploymentEvent.Progressed moment,
        @CheckForNull DeploymentEvent.Targets targets,
        int turns,
        boolean ended) {

    static final LiveDeployment NONE = new LiveDeployment(null, null, 0, false);

    LiveDeployment after(DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Progressed progressed) {
            boolean first = moment == null;
            return new LiveDeployment(progressed, targets, first ? turns + 1 : turns, false);
        }
        if (event instanceof DeploymentEvent.Targets health) {
            boolean first = targets == null;
            return new LiveDeployment(moment, health, first ? turns + 1 : turns, ended);
        }
        if (event instanceof DeploymentEvent.Reported || event instanceof DeploymentEvent.Cut) {
            return this;
        }
        return new LiveDeployment(moment, targets, turns + 1, event instanceof DeploymentEvent.Ended);
    }
}
