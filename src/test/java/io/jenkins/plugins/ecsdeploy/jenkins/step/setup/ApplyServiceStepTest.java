package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the step refuses before it calls anything. */
class ApplyServiceStepTest {

    private final ApplyServiceStep step = new ApplyServiceStep();

    @Test
    void needsOneDefinition() throws AbortException {
        assertThatThrownBy(() -> step.operationOrAbort(Variables.NONE))
                .isInstanceOf(AbortException.class)
                .hasMessageStartingWith("applyService: name either definition");
        step.setDefinition("deploy/service.json");
        assertThat(step.operationOrAbort(Variables.NONE).needsWorkspace()).isTrue();
        step.setDefinitionText("serviceName: web");
        assertThatThrownBy(() -> step.operationOrAbort(Variables.NONE)).isInstanceOf(AbortException.class);
        step.setDefinition(" ");
        assertThat(step.operationOrAbort(Variables.NONE).needsWorkspace()).isFalse();
    }

    @Test
    void severalMembersFitIntoOneText() {
        step.setIgnore(List.of("desiredCount, tags"));

        assertThat(step.getIgnore()).containsExactly("desiredCount", "tags");
        assertThat(step.getIgnoreText()).isEqualTo("desiredCount tags");
    }
}
