package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.build.NamedService;
import org.kohsuke.stapler.DataBoundSetter;

/**
 * A step about a service of a cluster. A step that requires the service's name takes it in its constructor; others extend
 * {@link OptionalServiceStep}.
 */
public abstract class ServiceStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String service;
    private @CheckForNull String cluster;

    protected ServiceStep(@CheckForNull String service) {
        this.service = Text.blankToNull(service);
    }

    @CheckForNull
    public String getService() {
        return service;
    }

    /** Not bound here: Jenkins takes a parameter with a bound setter for optional, even if the constructor has it too. */
    void setService(@CheckForNull String service) {
        this.service = Text.blankToNull(service);
    }

    /** Name or ARN; null: the target's default cluster. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    /** @throws AbortException if a service is named by variables that are empty */
    protected final NamedService service(Variables variables, String step) throws AbortException {
        return new NamedService(
                aws(variables),
                variables.orNull(cluster),
                service == null ? null : Text.required(variables.expand(service), "service", step));
    }
}
