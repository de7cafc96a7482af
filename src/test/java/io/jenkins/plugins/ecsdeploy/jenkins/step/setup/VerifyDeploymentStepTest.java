package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import org.junit.jupiter.api.Test;

/** What the step refuses before it calls anything. */
class VerifyDeploymentStepTest {

    private final VerifyDeploymentStep step = new VerifyDeploymentStep("webshop");

    @Test
    void failsOnFaultsUnlessItIsToldNever() throws AbortException {
        assertThat(step.getFailOn()).isEqualTo("fault");
        assertThat(step.operationOrAbort(Variables.NONE).needsWorkspace()).isFalse();
        step.setFailOn("warning");
        assertThatThrownBy(() -> step.operationOrAbort(Variables.NONE))
                .isInstanceOf(AbortException.class)
                .hasMessage("verifyDeployment: failOn must be 'fault' or 'never', not 'warning'.");
        step.setFailOn(" ");
        assertThat(step.getFailOn()).isEqualTo("fault");
    }
}
