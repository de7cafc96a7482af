package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import org.junit.jupiter.api.Test;

class OperationBuilderTest {

    /** As {@code <AwaitSteadyBuilder/>} in a job's XML is read. */
    private final OperationBuilder builder = new AwaitSteadyBuilder(null);

    @Test
    void aBuildStepWithoutSettingsSaysSo() {
        assertThatThrownBy(() -> builder.operation(Variables.NONE))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("The build step AwaitSteadyBuilder has no settings");
    }

    @Test
    void aBuildStepWithoutSettingsNeedsNoWorkspace() {
        assertThat(builder.requiresWorkspace()).isFalse();
    }
}
