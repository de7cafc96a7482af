package io.jenkins.plugins.ecsdeploy.jenkins.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.jenkins.step.AwaitSteadyStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcrPushStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.RegisterTaskDefinitionStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.UpdateServiceStep;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.junit.jupiter.api.Test;

/** What a Jenkinsfile gives, with its mistakes, becomes what Jenkins binds, or one line. */
class ScriptArgumentsTest {

    @Test
    void oneTextIsAListOfOne() {
        assertThat(bindable(EcrPushStep.class, "tags", "v1")).isEqualTo(List.of("v1"));
    }

    @Test
    void aSplitTextIsAList() {
        assertThat(bindable(EcrPushStep.class, "tags", "a,b".split(","))).isEqualTo(List.of("a", "b"));
    }

    @Test
    void numbersInAListAreTexts() {
        assertThat(bindable(EcrPushStep.class, "tags", List.of(42, new BigDecimal("1.10"))))
                .isEqualTo(List.of("42", "1.10"));
    }

    @Test
    void aNullInAListIsNamedWithItsPlace() {
        refuses(EcrPushStep.class, "tags", Arrays.asList("1.4", null), "tags[1] is null");
        refuses(AwaitSteadyStep.class, "services", Collections.singletonList(null), "services[0] is null");
    }

    @Test
    void aNullInAMapIsNamedWithItsKey() {
        refuses(RegisterTaskDefinitionStep.class, "overrides", nullFor("web"), "overrides.web is null");
        refuses(RegisterTaskDefinitionStep.class, "tags", nullFor("team"), "tags.team is null");
        refuses(
                RegisterTaskDefinitionStep.class,
                "overrides",
                Map.of("web", Map.of("environment", nullFor("STAGE"))),
                "overrides.web.environment.STAGE is null");
    }

    @Test
    void aNullParameterIsLeftToTheStep() {
        assertThat(new ScriptArguments(UpdateServiceStep.class).bindable(nullFor("taskDefinition")))
                .containsEntry("taskDefinition", null);
    }

    @Test
    void aListWhereATextIsNeededIsRefused() {
        refuses(UpdateServiceStep.class, "service", List.of("web"), "service must be a text, not a list.");
    }

    @Test
    void aNumberMayCarryANewline() {
        assertThat(bindable(UpdateServiceStep.class, "desiredCount", "3\n")).isEqualTo(3);
    }

    @Test
    void aFractionOfAMinuteIsRefused() {
        UninstantiatedDescribable strategy =
                new UninstantiatedDescribable("blueGreen", null, Map.of("bakeMinutes", new BigDecimal("2.5")));

        refuses(UpdateServiceStep.class, "strategy", strategy, "strategy.bakeMinutes must be a whole number, not 2.5.");
        refuses(UpdateServiceStep.class, "desiredCount", "three", "desiredCount must be a whole number, not 'three'.");
        refuses(UpdateServiceStep.class, "desiredCount", 1L << 40, "desiredCount must be a whole number");
    }

    @Test
    void aStrategysPercentageMayBeAnyNumber() {
        UninstantiatedDescribable strategy = (UninstantiatedDescribable) bindable(
                UpdateServiceStep.class,
                "strategy",
                new UninstantiatedDescribable("canary", null, Map.of("percent", new BigDecimal("2.5"))));

        assertThat(strategy.getSymbol()).isEqualTo("canary");
        assertThat(strategy.getArguments().get("percent")).isEqualTo(2.5);
    }

    @Test
    void aStrategyThatIsATextIsRefusedWithTheChoices() {
        refuses(
                UpdateServiceStep.class,
                "strategy",
                "blueGreen",
                "strategy must be blueGreen(…), canary(…), codeDeploy(…), linear(…), rolling(…), not 'blueGreen'.");
    }

    @Test
    void onlyTrueAndFalseAreTruths() {
        assertThat(bindable(AwaitSteadyStep.class, "failFast", "TRUE ")).isEqualTo(true);
        refuses(AwaitSteadyStep.class, "failFast", "yes", "failFast must be true or false, not 'yes'.");
    }

    @Test
    void aServiceToAwaitMayBeItsName() {
        assertThat(bindable(AwaitSteadyStep.class, "services", List.of("web", Map.of("service", "worker"))))
                .isEqualTo(List.of(Map.of("service", "web"), Map.of("service", "worker")));
        assertThat(bindable(AwaitSteadyStep.class, "services", "web")).isEqualTo(List.of(Map.of("service", "web")));
    }

    @Test
    void aMapBecomesTheListThatIsBound() {
        assertThat(bindable(RegisterTaskDefinitionStep.class, "images", Map.of("web", "web:1")))
                .isEqualTo(List.of(Map.of("container", "web", "image", "web:1")));
        assertThat(bindable(RegisterTaskDefinitionStep.class, "values", Map.of("COUNT", 3)))
                .isEqualTo(List.of(Map.of("name", "COUNT", "value", "3")));
    }

    @Test
    void overridesBecomeAListWithTheContainersNames() {
        assertThat(bindable(
                        RegisterTaskDefinitionStep.class,
                        "overrides",
                        Map.of("web", Map.of("cpu", "256", "environment", Map.of("STAGE", "test")))))
                .isEqualTo(List.of(Map.of(
                        "name", "web", "cpu", 256, "environment", List.of(Map.of("name", "STAGE", "value", "test")))));
    }

    @Test
    void aListOfEntriesStaysOne() {
        List<Map<String, String>> list = List.of(Map.of("container", "web", "image", "web:1"));

        assertThat(bindable(RegisterTaskDefinitionStep.class, "images", list)).isEqualTo(list);
    }

    @Test
    void aTextWhereAMapIsNeededIsRefused() {
        refuses(
                RegisterTaskDefinitionStep.class,
                "images",
                "web:1",
                "images must be a map such as [name: …], not 'web:1'.");
        refuses(
                RegisterTaskDefinitionStep.class,
                "overrides",
                Map.of("web", "x"),
                "overrides.web must be a map of settings, not 'x'.");
    }

    @Test
    void aSnippetShowsItsListsAsMaps() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "web");
        fields.put("environment", List.of(entry("name", "STAGE", "value", "test")));

        Map<String, Object> written = new ScriptArguments(RegisterTaskDefinitionStep.class)
                .written(Map.of(
                        "images", List.of(entry("container", "web", "image", "web:1")),
                        "overrides", List.of(new UninstantiatedDescribable(null, null, fields)),
                        "template", "taskdef.json"));

        assertThat(written)
                .isEqualTo(Map.of(
                        "images", Map.of("web", "web:1"),
                        "overrides", Map.of("web", Map.of("environment", Map.of("STAGE", "test"))),
                        "template", "taskdef.json"));
    }

    private static UninstantiatedDescribable entry(String key, String name, String value, String text) {
        return new UninstantiatedDescribable(null, null, Map.of(key, name, value, text));
    }

    private static Map<String, Object> nullFor(String key) {
        return Collections.singletonMap(key, null);
    }

    private static Object bindable(Class<? extends EcsStep> step, String parameter, Object given) {
        return new ScriptArguments(step).bindable(Map.of(parameter, given)).get(parameter);
    }

    private static void refuses(Class<? extends EcsStep> step, String parameter, Object given, String message) {
        assertThatThrownBy(() -> bindable(step, parameter, given))
                .isInstanceOf(ScriptMistake.class)
                .hasMessageContaining(message);
    }
}
