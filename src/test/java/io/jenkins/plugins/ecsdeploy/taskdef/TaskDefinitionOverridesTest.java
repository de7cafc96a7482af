package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.change.ContainerOverride;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

/** Apostrophes stand for quotes here. */
class TaskDefinitionOverridesTest {

    private static final String WEB = "{'family':'shop','containerDefinitions':[{'name':'web','image':'web:1',%s}],"
            + "'memory':'512','executionRoleArn':'execution'}";

    @Test
    void environmentIsReplacedByNameAndAddedAtTheEnd() {
        JsonNode web = web(
                "'environment':[{'name':'A','value':'1'},{'name':'B','value':'2'}]",
                environment("B", "x=1,y=2", "C", ""));

        assertThat(web.get("environment"))
                .isEqualTo(json("[{'name':'A','value':'1'},{'name':'B','value':'x=1,y=2'},{'name':'C','value':''}]"));
    }

    @Test
    void environmentIsAddedToAContainerThatHasNone() {
        assertThat(web("'cpu':1", environment("A", "1")).get("environment"))
                .isEqualTo(json("[{'name':'A','value':'1'}]"));
    }

    @Test
    void aValueIsMeantExactlyAsItStands() {
        assertThat(web("'cpu':1", environment("A", "${HOME} $$ \" \\ {\"a\":1}"))
                        .at("/environment/0/value")
                        .asText())
                .isEqualTo("${HOME} $$ \" \\ {\"a\":1}");
    }

    @Test
    void aPlaceholderInWhatIsReplacedNeedsNoValue() {
        assertThat(web("'environment':[{'name':'A','value':'${UNKNOWN}'}]", environment("A", "1"))
                        .at("/environment/0/value")
                        .asText())
                .isEqualTo("1");
    }

    @Test
    void aNameWithAPlaceholderIsFoundByWhatItBecomes() {
        ObjectNode rendered = TaskDefinitionTemplate.parse(
                        "web.json", template("'environment':[{'name':'${N}','value':'1'}]"), Delimiters.DEFAULT)
                .render(
                        new RenderInput(Map.of("N", "A"), Map.of(), Map.of(), forWeb(environment("A", "2"))),
                        SampleSchema.schema())
                .json();

        assertThat(rendered.at("/containerDefinitions/0/environment")).isEqualTo(json("[{'name':'A','value':'2'}]"));
    }

    @Test
    void aSecretTakesThePlaceOfAPlainVariableAndTheOtherWayRound() {
        JsonNode web = web(
                "'environment':[{'name':'A','value':'1'}],'secrets':[{'name':'B','valueFrom':'/b'}]",
                new ContainerOverride(
                        Map.of("B", "2"),
                        Map.of("A", "/a"),
                        Optional.empty(),
                        OptionalInt.empty(),
                        OptionalInt.empty(),
                        Map.of()));

        assertThat(web.get("environment")).isEqualTo(json("[{'name':'B','value':'2'}]"));
        assertThat(web.get("secrets")).isEqualTo(json("[{'name':'A','valueFrom':'/a'}]"));
    }

    @Test
    void commandCpuAndMemoryAreReplaced() {
        JsonNode web = web(
                "'cpu':'${CPU}','command':['old']",
                new ContainerOverride(
                        Map.of(),
                        Map.of(),
                        Optional.of(List.of("sh", "-c", "echo a=b, c")),
                        OptionalInt.of(128),
                        OptionalInt.of(256),
                        Map.of()));

        assertThat(web.get("command")).isEqualTo(json("['sh','-c','echo a=b, c']"));
        assertThat(web.get("cpu").intValue()).isEqualTo(128);
        assertThat(web.get("memory").intValue()).isEqualTo(256);
    }

    @Test
    void logOptionsJoinThoseOfTheTemplate() {
        JsonNode web = web(
                "'logConfiguration':{'logDriver':'splunk','options':{'splunk-url':'a','mode':'blocking'}}",
                logOptions("mode", "non-blocking"));

        assertThat(web.get("logConfiguration"))
                .isEqualTo(json("{'logDriver':'splunk','options':{'splunk-url':'a','mode':'non-blocking'}}"));
    }

    @Test
    void logOptionsOfAContainerWithoutALogDriverAreRefused() {
        assertThatThrownBy(() -> web("'cpu':1", logOptions("mode", "non-blocking")))
                .hasMessageContaining("logOptions are given for container web, which has no logConfiguration");
    }

    @Test
    void aVariableInEnvironmentAndInSecretsIsRefused() {
        assertThatThrownBy(() -> web(
                        "'cpu':1",
                        new ContainerOverride(
                                Map.of("A", "1"),
                                Map.of("A", "arn:a"),
                                Optional.empty(),
                                OptionalInt.empty(),
                                OptionalInt.empty(),
                                Map.of())))
                .hasMessageContaining("the override for container web has A in environment and in secrets");
    }

    @Test
    void anUnknownContainerIsRefusedWithTheNamesThereAre() {
        assertThatThrownBy(() -> render(
                        template("'cpu':1"),
                        new TaskDefinitionOverrides(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Map.of(),
                                Map.of(),
                                Map.of("wbe", environment("A", "1")))))
                .hasMessageContaining(
                        "override was given for container wbe, which is not in the template; there is: web"
                                + "; did you mean web?");
    }

    @Test
    void familyRolesAndTagsAreSetAtTheTop() {
        ObjectNode rendered = render(
                "{'containerDefinitions':[{'name':'web','image':'web:1','memory':128}],'taskRoleArn':'${ROLE}',"
                        + "'tags':[{'key':'team','value':'a'},{'key':'stage','value':'test'}]}",
                new TaskDefinitionOverrides(
                        Optional.of("shop"),
                        Optional.of("task"),
                        Optional.of("arn:aws:iam::123456789012:role/execution"),
                        Map.of("team", "b=c,d", "build", "7"),
                        Map.of("stage", "never", "owner", "o"),
                        Map.of()));

        assertThat(rendered.get("family").asText()).isEqualTo("shop");
        assertThat(rendered.get("taskRoleArn").asText()).isEqualTo("task");
        assertThat(rendered.get("executionRoleArn").asText()).isEqualTo("arn:aws:iam::123456789012:role/execution");
        assertThat(rendered.get("tags"))
                .isEqualTo(
                        json(
                                "[{'key':'team','value':'b=c,d'},{'key':'stage','value':'test'},{'key':'build','value':'7'},{'key':'owner','value':'o'}]"));
    }

    @Test
    void aRegisteredDefinitionHasNoPlaceholdersAndChangesWhereNamed() {
        ObjectNode described =
                (ObjectNode) json("{'taskDefinitionArn':'arn:x','revision':3,'status':'ACTIVE','family':'shop',"
                        + "'containerDefinitions':[{'name':'web','image':'web:1','cpu':0,'memory':128,'essential':true,"
                        + "'command':['sh','-c','echo ${HOME}']}]}");

        RenderedTaskDefinition rendered = TaskDefinitionTemplate.ofRegistered("shop:3", described)
                .render(
                        new RenderInput(Map.of(), Map.of(), Map.of("web", "web:2"), forWeb(environment("A", "1"))),
                        SampleSchema.schema());

        assertThat(rendered.json())
                .isEqualTo(json(
                        "{'family':'shop','containerDefinitions':[{'name':'web','image':'web:2','cpu':0,'memory':128,"
                                + "'essential':true,'command':['sh','-c','echo ${HOME}'],"
                                + "'environment':[{'name':'A','value':'1'}]}]}"));
        assertThat(rendered.notices()).isEmpty();
    }

    @Test
    void valuesForARegisteredDefinitionAreRefused() {
        TaskDefinitionTemplate live = TaskDefinitionTemplate.ofRegistered("shop:3", (ObjectNode)
                json("{'family':'shop','containerDefinitions':[{'name':'web','image':'web:1'}]}"));

        assertThatThrownBy(() ->
                        live.render(new RenderInput(Map.of("STAGE", "x"), Map.of(), Map.of()), SampleSchema.schema()))
                .hasMessageContaining("shop:3:1:1")
                .hasMessageContaining("STAGE");
    }

    private static JsonNode web(String members, ContainerOverride override) {
        return render(template(members), forWeb(override)).at("/containerDefinitions/0");
    }

    private static ObjectNode render(String template, TaskDefinitionOverrides overrides) {
        return TaskDefinitionTemplate.parse("web.json", template.replace('\'', '"'), Delimiters.DEFAULT)
                .render(new RenderInput(Map.of(), Map.of(), Map.of(), overrides), SampleSchema.schema())
                .json();
    }

    private static String template(String members) {
        return WEB.formatted(members).replace('\'', '"');
    }

    private static TaskDefinitionOverrides forWeb(ContainerOverride override) {
        return new TaskDefinitionOverrides(
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), Map.of(), Map.of("web", override));
    }

    private static ContainerOverride environment(String... pairs) {
        Map<String, String> variables = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            variables.put(pairs[i], pairs[i + 1]);
        }
        return new ContainerOverride(
                variables, Map.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of());
    }

    private static ContainerOverride logOptions(String name, String value) {
        return new ContainerOverride(
                Map.of(), Map.of(), Optional.empty(), OptionalInt.empty(), OptionalInt.empty(), Map.of(name, value));
    }

    private static JsonNode json(String text) {
        try {
            return new JsonMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
