package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A Jenkinsfile's maps become the lists that Jenkins binds, and those become the engine's maps. */
class MapParametersTest {

    private static final MapParameter IMAGES = new MapParameter("images", "container", "image");

    @Test
    void aMapBecomesAListOfEntries() {
        Map<String, Object> arguments = new HashMap<>(Map.of("images", Map.of("web", 'x'), "family", "webshop"));

        IMAGES.toList(arguments);

        assertThat(arguments)
                .containsEntry("images", List.of(Map.of("container", "web", "image", "x")))
                .containsEntry("family", "webshop");
    }

    @Test
    void aListStaysAsItIs() {
        List<Map<String, String>> list = List.of(Map.of("container", "web", "image", "web:1"));
        Map<String, Object> arguments = new HashMap<>(Map.of("images", list));

        IMAGES.toList(arguments);

        assertThat(arguments).containsEntry("images", list);
    }

    @Test
    void overridesBecomeAListWithTheContainersNames() {
        Map<String, Object> arguments = new HashMap<>(Map.of("overrides", Map.of("web", Map.of("cpu", 256))));

        OverridesParameter.toList(arguments);

        assertThat(arguments).containsEntry("overrides", List.of(Map.of("name", "web", "cpu", 256)));
    }

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
