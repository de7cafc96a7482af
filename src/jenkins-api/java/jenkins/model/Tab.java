package jenkins.model;

import hudson.model.Action;
import hudson.model.Actionable;

/** Since 2.532. */
public abstract class Tab implements Action {
    public Tab(Actionable object) {}

    public Actionable getObject() {
        throw new UnsupportedOperationException();
    }
}
