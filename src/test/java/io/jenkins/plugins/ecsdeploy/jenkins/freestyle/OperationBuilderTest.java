package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import hudson.EnvVars;
import hudson.model.TaskListener;
import org.junit.jupiter.api.Test;

class OperationBuilderTest {

    /** As {@code <AwaitSteadyBuilder/>} in a job's XML is read. */
    private final OperationBuilder builder = new AwaitSteadyBuilder(null);

    @Test
    void aBuildStepWithoutSettingsSaysSo() {
        assertThatThrownBy(() -> builder.perform(null, new EnvVars(), TaskListener.NULL))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("The build step AwaitSteadyBuilder has no settings");
    }

    @Test
    void aBuildStepWithoutSettingsNeedsNoWorkspace() {
        assertThat(builder.requiresWorkspace()).isFalse();
    }
}
