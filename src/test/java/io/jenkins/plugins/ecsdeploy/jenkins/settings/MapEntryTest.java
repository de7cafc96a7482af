package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Lists of entries become the maps of the engine. */
class MapEntryTest {

    @Test
    void entriesBecomeAMapInWhichTheLastOfAKeyCounts() throws AbortException {
        assertThat(MapEntry.map(
                        List.of(new NamedValue(" STAGE ", "test"), new NamedValue("STAGE", " a=b,c ")),
                        Variables.NONE,
                        "registerTaskDefinition",
                        "values"))
                .containsExactly(Map.entry("STAGE", " a=b,c "));
    }

    @Test
    void anEntryWithoutAValueIsRefused() {
        assertThatThrownBy(
                        () -> MapEntry.map(List.of(new NamedValue("STAGE", null)), Variables.NONE, "aStep", "values"))
                .isInstanceOf(AbortException.class)
                .hasMessage("aStep: values has no value for STAGE (null).");
    }
}
