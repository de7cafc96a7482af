package io.jenkins.plugins.ecsdeploy.gate;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRefusedException;

/** How a paused deployment is answered. */
public enum GateAction {
    CONTINUE("continue"),
    ROLLBACK("rollback");

    private final String word;

    GateAction(String word) {
        this.word = word;
    }

    /** @param word {@code continue} or {@code rollback} */
    public static GateAction parse(String word) {
        for (GateAction action : values()) {
            if (action.word.equals(word)) {
                return action;
            }
        }
        throw new ServiceRefusedException("action must be 'continue' or 'rollback', not '" + word + "'.");
    }

    public String word() {
        return word;
    }
}
