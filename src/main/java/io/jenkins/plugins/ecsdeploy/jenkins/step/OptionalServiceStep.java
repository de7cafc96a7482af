package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import org.kohsuke.stapler.DataBoundSetter;

/** A step that finds out by itself which service is meant, unless it is named. */
public abstract class OptionalServiceStep extends ServiceStep {

    private static final long serialVersionUID = 1L;

    OptionalServiceStep() {
        super(null);
    }

    @Override
    @DataBoundSetter
    public void setService(@CheckForNull String service) {
        super.setService(service);
    }
}
