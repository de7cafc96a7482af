package io.jenkins.plugins.ecsdeploy.jenkins.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the list of a build's steps shows beside a step's name. */
class ArgumentsTextTest {

    private static final List<String> SUBJECTS = List.of("service", "services", "template");

    private final Map<String, Object> arguments = new LinkedHashMap<>();

    @Test
    void theServiceComesFirst() {
        arguments.put("cluster", "shop");
        arguments.put("service", "webshop");
        arguments.put("desiredCount", 3);

        assertThat(text()).isEqualTo("webshop, cluster: shop, desiredCount: 3");
    }

    @Test
    void listsAreShownWithTheNamesOfTheirServices() {
        arguments.put("services", List.of(Map.of("service", "web", "cluster", "shop"), "worker"));
        arguments.put("tags", List.of("1.4", 7));

        assertThat(text()).isEqualTo("web worker, tags: 1.4 7");
    }

    @Test
    void mapsAreLeftOut() {
        arguments.put("values", Map.of("PASSWORD", "x"));

        assertThat(text()).isNull();
    }

    @Test
    void ofALongTextOnlyItsBeginningIsShown() {
        arguments.put("templateText", "{ \n \"family\": \"webshop\" }");
        arguments.put("from", "x".repeat(100));

        assertThat(text()).isEqualTo("from: " + "x".repeat(59) + "…, templateText: {");
    }

    private String text() {
        return ArgumentsText.of(arguments, SUBJECTS);
    }
}
