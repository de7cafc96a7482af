package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.watch.state.Gate;

/** Decides how a deployment goes on that stands at a gate: a test, or a person's word. */
@FunctionalInterface
public interface GateKeeper {

    /** @throws InterruptedException when aborted; the gate then stays as it is until it expires */
    GateAction decide(Gate gate) throws InterruptedException;
}
