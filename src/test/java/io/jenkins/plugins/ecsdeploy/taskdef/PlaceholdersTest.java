package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholdersTest {

    @Test
    void valuesArePutIntoStringsPartsOfStringsAndBarePlaces() {
        Rendering rendering = Rendering.ofContainer("'cpu':${CPU},'essential':${ESSENTIAL:-true},'user':${USER},"
                        + "'hostname':'${A}-${B}.example','memory':'${MEMORY}'")
                .value("CPU", "256")
                .value("USER", "1000")
                .value("A", "x")
                .value("B", "y")
                .value("MEMORY", "512");

        assertThat(rendering.container())
                .isEqualTo("{'cpu':256,'essential':true,'user':'1000','hostname':'x-y.example','memory':512}");
        assertThat(rendering.notices()).isEmpty();
    }

    @Test
    void theUsersValueWinsOverTheEnvironmentAndThatOverTheDefault() {
        Rendering rendering = Rendering.ofContainer("'command':['${A:-a}','${B:-b}','${C:-c}','${D:-}']")
                .value("A", "given")
                .environment("A", "from the environment")
                .environment("B", "from the environment")
                .environment("UNUSED", "is fine here");

        assertThat(rendering.container()).isEqualTo("{'command':['given','from the environment','c','']}");
    }

    @Test
    void aDefaultAlsoTakesThePlaceOfAnEmptyValue() {
        assertThat(Rendering.ofContainer("'command':['${A:-a}','${B}']")
                        .value("A", "")
                        .value("B", "")
                        .container())
                .isEqualTo("{'command':['a','']}");
    }

    @Test
    void noValueBreaksOutOfItsString() {
        Rendering rendering = Rendering.ofContainer("'user':'${NAME}','dockerLabels':{'a':'x${NAME}'}")
                .value("NAME", "\",\"privileged\":true,\"x\":\"\n${OTHER}\\");

        RenderedTaskDefinition rendered = rendering.render();
        assertThat(rendered.json().at("/containerDefinitions/0/user").asText())
                .isEqualTo("\",\"privileged\":true,\"x\":\"\n${OTHER}\\");
        assertThat(rendered.json().at("/containerDefinitions/0").size()).isEqualTo(4);
    }

    @Test
    void twoDollarSignsMakeALiteral() {
        assertThat(Rendering.ofContainer("'command':['$${HOME}','a$${B}c','$$${X}']")
                        .container())
                .isEqualTo("{'command':['${HOME}','a${B}c','$${X}']}");
    }

    @Test
    void whatOnlyLooksLikeAPlaceholderStays() {
        Rendering rendering =
                Rendering.ofContainer("'command':['$(date)','awk {print $4}','$NAME','%Y-%m-%d','$','<b>','{{x}}']");

        assertThat(rendering.container())
                .isEqualTo("{'command':['$(date)','awk {print $4}','$NAME','%Y-%m-%d','$','<b>','{{x}}']}");
        assertThat(rendering.notices()).isEmpty();
    }

    @Test
    void aForeignNameStaysWithANoticeUnlessAValueHasItsName() {
        Rendering rendering = Rendering.ofContainer("'command':['${foo.bar}','${x%y}','${{ github.sha }}','${open']");
        assertThat(rendering.container()).isEqualTo("{'command':['${foo.bar}','${x%y}','${{ github.sha }}','${open']}");
        assertThat(rendering.notices())
                .hasSize(4)
                .first()
                .asString()
                .isEqualTo("web.json:1:84 containerDefinitions[0].command[0] ${foo.bar} is left as it is: it is not a"
                        + " placeholder (names are letters, digits and '_'); write $${ to say that it is literal");

        assertThat(rendering.value("foo.bar", "F").value("x%y", "X").container())
                .isEqualTo("{'command':['F','X','${{ github.sha }}','${open']}");
    }

    @Test
    void aPlaceholderThatNothingClosesIsCalledThat() {
        assertThat(Rendering.ofContainer("'user':'u-${TAG','command':['echo ${TAG']")
                        .faults())
                .singleElement()
                .asString()
                .endsWith("containerDefinitions[0].user ${TAG... is not a placeholder: no '}' closes it");
        assertThat(Rendering.ofContainer("'user':'${{ steps.a-step-with-a-long-name.outputs.tag }}'")
                        .faults())
                .singleElement()
                .asString()
                .contains("is a GitHub Actions expression");
        assertThat(Rendering.ofContainer("'command':['echo ${TAG']").notices())
                .singleElement()
                .asString()
                .endsWith("${TAG... is left as it is: no '}' closes it; write $${ to say that it is literal");
    }

    @Test
    void placeholdersInFieldNamesAreReplacedToo() {
        Rendering rendering = Rendering.ofContainer("'dockerLabels':{'${TEAM}.owner':'a','b':'c'}")
                .value("TEAM", "shop");

        assertThat(rendering.container()).isEqualTo("{'dockerLabels':{'shop.owner':'a','b':'c'}}");
        assertThat(Rendering.ofContainer("'dockerLabels':{'b':'c','${TEAM}':'a'}")
                        .value("TEAM", "b")
                        .faults())
                .singleElement()
                .asString()
                .endsWith("\"${TEAM}\" becomes the name of a field that already exists");
    }

    @Test
    void allNamesWithoutAValueAreReportedAtOnceWithTheirPlaces() {
        Rendering rendering = Rendering.of("""
                {
                  "family": "${FAMILY}",
                  "containerDefinitions": [{
                    "name": "web", "image": "${IMAGE}:${TAG}", "cpu": ${CPU},
                    "hostname": "${FAMILY}", "unknown": "${HIDDEN}"
                  }], "memory": 512
                }
                """);

        assertThat(rendering.value("IMAGES", "x").faults())
                .satisfiesExactly(
                        fault -> assertThat(fault)
                                .isEqualTo("web.json:1:1 a value was given for IMAGES, which the template does not use;"
                                        + " did you mean IMAGE?"),
                        fault -> assertThat(fault)
                                .startsWith("web.json:2:14 family no value for ${FAMILY} (also at 5:18):"),
                        fault -> assertThat(fault)
                                .startsWith(
                                        "web.json:4:30 containerDefinitions[0].image no value for ${IMAGE}; did you mean"
                                                + " IMAGES?"),
                        fault -> assertThat(fault)
                                .startsWith("web.json:4:39 containerDefinitions[0].image no value for ${TAG}:"),
                        fault -> assertThat(fault)
                                .startsWith("web.json:4:55 containerDefinitions[0].cpu no value for ${CPU}:"),
                        fault -> assertThat(fault)
                                .startsWith("web.json:5:30 containerDefinitions[0].unknown unknown field"),
                        fault -> assertThat(fault)
                                .startsWith("web.json:5:42 containerDefinitions[0].unknown no value for ${HIDDEN}:"));
    }

    @Test
    void theMessageCountsTheFaultsAndListsThemOneALine() {
        assertThat(Rendering.ofContainer("'user':'${A}','hostname':'${B:-b${C:-c}'")
                        .failure())
                .hasMessage("""
                2 faults in the task definition template web.json:
                web.json:1:80 containerDefinitions[0].user no value for ${A}: give it as a value or in the build's \
                environment, or write ${A:-default}; for a literal ${ write $${
                web.json:1:98 containerDefinitions[0].hostname the default of ${B:-...} holds another placeholder: a \
                default is plain text\
                """);
    }

    @Test
    void noMessageHoldsAValue() {
        String secret = "hunter2";
        TaskDefinitionTemplateException failure = Rendering.ofContainer("'cpu':${A},'memory':'${A}','essential':${A},"
                        + "'command':${A},'${A}':1,'dockerLabels':{'${A}':[]},'links':'${A}'")
                .value("A", secret)
                .value("UNUSED", secret)
                .environment("B", secret)
                .failure();

        assertThat(failure.faults()).hasSizeGreaterThan(6);
        assertThat(failure.getMessage()).doesNotContain(secret);
        assertThat(new RenderInput(Map.of("A", secret), Map.of("B", secret), Map.of()).toString())
                .doesNotContain(secret);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HOME", "PATH", "USER", "HOSTNAME", "PWD", "SHELL", "JAVA_HOME", "LANG", "TMPDIR"})
    void whatEveryAgentHasComesFromValuesAlone(String name) {
        Rendering rendering =
                Rendering.ofContainer("'command':['${" + name + "}']").environment(name, "the agent's");

        assertThat(rendering.failure())
                .hasMessageContaining("no value for ${" + name + "}: " + name
                        + " of the agent is not the container's, so it is not taken. Give it as a value, or write")
                .hasMessageContaining("for a literal ${ write $${");
        assertThat(rendering.value(name, "/app").container()).isEqualTo("{'command':['/app']}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "AWS_ACCESS_KEY_ID",
                "AWS_SECRET_ACCESS_KEY",
                "AWS_SESSION_TOKEN",
                "AWS_SECURITY_TOKEN",
                "AWS_CONTAINER_AUTHORIZATION_TOKEN"
            })
    void noAwsCredentialOfTheBuildComesIntoATemplate(String name) {
        assertThat(Rendering.ofContainer("'command':['${" + name + ":-none}','${" + name + "}']")
                        .environment(name, "hunter2")
                        .failure())
                .hasMessageContaining(name + " of the build is an AWS credential, so it is not taken")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void noSecretOfTheBuildComesIntoATemplate() {
        RenderInput input = new RenderInput(
                Map.of(),
                Map.of("TOKEN", "hunter2", "STAGE", "test"),
                Set.of("TOKEN"),
                Map.of(),
                TaskDefinitionOverrides.none());
        TaskDefinitionTemplate template = TaskDefinitionTemplate.parse(
                "web.json",
                "{\"family\": \"${STAGE}\", \"containerDefinitions\": [{\"name\": \"web\", \"image\": \"web:${TOKEN}\"}]}",
                Delimiters.DEFAULT);
        assertThatThrownBy(() -> template.render(input, TaskDefinitionSchemas.fromSdk()))
                .hasMessageContaining("TOKEN of the build is a secret, so it is not taken")
                .hasMessageNotContaining("hunter2");
    }

    @Test
    void knownNamesAreShownAsTheTemplateWritesThem() {
        String text = """
                {"family": "shop", "containerDefinitions": [
                  {"name": "web", "image": "web:1", "dependsOn": [{"containerName": "prxy", "condition": "START"}]},
                  {"name": "${A}", "image": "proxy:1"},
                  {"name": ${B}, "image": "proxy:1"}]}""";
        RenderInput input = new RenderInput(Map.of("A", "hidden-a", "B", "hidden-b"), Map.of(), Map.of());
        TaskDefinitionTemplate template = TaskDefinitionTemplate.parse("web.json", text, Delimiters.DEFAULT);
        assertThatThrownBy(() -> template.render(input, TaskDefinitionSchemas.fromSdk()))
                .hasMessageContaining(
                        "no container is named \"prxy\"; there are: web, \"${A}\", the value given for name")
                .message()
                .doesNotContain("hidden");
    }

    @Test
    void theTemplateTellsWhichNamesItUses() {
        assertThat(TaskDefinitionTemplate.parse(
                                "t", "{\"${B}\": ${A:-1}, \"x\": [\"${B}${C}$${D}${e.f}\"]}", Delimiters.DEFAULT)
                        .placeholders())
                .containsExactly("B", "A", "C");
    }

    /** Eight times the size costs about eight times the time, or 64 times if it grows with the square. */
    @ParameterizedTest
    @ValueSource(strings = {"${", "$${", "${A:-", "${A:-x", "${a.b ", "${a.b"})
    void hundredsOfThousandsOfOpeningsCostLinearTime(String opening) {
        Rendering small = Rendering.ofContainer("'user':'" + opening.repeat(35_000) + "'");
        Rendering large = Rendering.ofContainer("'user':'" + opening.repeat(280_000) + "'");
        Duration least = CpuTime.leastOf(3, small::failure);
        assertThat(CpuTime.leastOf(3, large::failure)).isLessThan(least.multipliedBy(30));
    }
}
