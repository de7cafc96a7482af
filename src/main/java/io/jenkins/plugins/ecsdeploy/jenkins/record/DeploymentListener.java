package io.jenkins.plugins.ecsdeploy.jenkins.record;

import hudson.ExtensionList;
import hudson.ExtensionPoint;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Is notified of what happens in the deployments of builds. The events of a build come one after the other, in their order,
 * in a thread of their own that a listener may hold up without harm to the deployment. After a restart of the controller
 * nothing is repeated; what happened while it was down is not reported.
 */
public abstract class DeploymentListener implements ExtensionPoint {

    private static final Logger LOGGER = Logger.getLogger(DeploymentListener.class.getName());

    /** An update was sent, or a wait for a deployment that this build did not start has begun. */
    public void started(Run<?, ?> run, RecordedService service, DeploymentEvent.Started event) {}

    /** Stage, traffic or tasks have changed. */
    public void progressed(Run<?, ?> run, RecordedService service, DeploymentEvent.Progressed event) {}

    /** The health of the service's load balancer targets has changed. */
    public void targets(Run<?, ?> run, RecordedService service, DeploymentEvent.Targets event) {}

    /** It is paused until it is answered, or until the pause expires. */
    public void paused(Run<?, ?> run, RecordedService service, DeploymentEvent.Paused event) {}

    /** A pause was answered. */
    public void answered(Run<?, ?> run, RecordedService service, DeploymentEvent.Answered event) {}

    /** A wait has ended; another one for the same deployment may follow. */
    public void ended(Run<?, ?> run, RecordedService service, DeploymentEvent.Ended event) {}

    /** Notifies every listener; one that throws is logged and harms no other. */
    static void notifyAll(Run<?, ?> run, RecordedService service, DeploymentEvent event) {
        for (DeploymentListener listener : ExtensionList.lookup(DeploymentListener.class)) {
            try {
                listener.notify(run, service, event);
            } catch (RuntimeException | LinkageError broken) {
                LOGGER.log(Level.WARNING, broken, () -> listener.getClass().getName() + " failed for " + run);
            }
        }
    }

    private void notify(Run<?, ?> run, RecordedService service, DeploymentEvent event) {
        if (event instanceof DeploymentEvent.Started started) {
            started(run, service, started);
        } else if (event instanceof DeploymentEvent.Progressed progressed) {
            progressed(run, service, progressed);
        } else if (event instanceof DeploymentEvent.Targets targets) {
            targets(run, service, targets);
        } else if (event instanceof DeploymentEvent.Paused paused) {
            paused(run, service, paused);
        } else if (event instanceof DeploymentEvent.Answered answered) {
            answered(run, service, answered);
        } else if (event instanceof DeploymentEvent.Ended ended) {
            ended(run, service, ended);
        }
    }
}
