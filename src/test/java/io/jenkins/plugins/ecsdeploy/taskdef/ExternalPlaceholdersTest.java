package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Fault;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Placeholders that say where in AWS their value is. What was read there is given: the engine itself reads nothing. */
class ExternalPlaceholdersTest {

    private static final String TEMPLATE =
            "{'family':'shop','memory':'512','containerDefinitions':[{'name':'web','image':'web:1',%s}]}";

    private final Map<String, String> found = new LinkedHashMap<>();
    private final Map<String, String> missing = new LinkedHashMap<>();
    private final Map<String, String> refused = new LinkedHashMap<>();
    private final Map<String, String> values = new LinkedHashMap<>();

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "shell; ${ssm:/a/b}",
                "dollar; ${ssm:/a/b}",
                "angle; <ssm:/a/b>",
                "percent; %ssm:/a/b%",
                "underscores; __ssm:/a/b__",
                "at; @ssm:/a/b@",
                "hash; #ssm:/a/b#",
                "dollars; $$$ssm:/a/b$$$",
                "braces; {{ssm:/a/b}}",
                "braces; {{ ssm:/a/b | json_escape }}",
                "braces; {{ ssm `/a/b` }}"
            })
    void eachStyleReadsThem(String delimiters, String placeholder) {
        found.put("ssm:/a/b", "Hello");

        assertThat(container("'user':'" + placeholder + "','hostname':'x" + placeholder + ".y'", delimiters))
                .isEqualTo("{'user':'Hello','hostname':'xHello.y'}");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '~',
            value = {
                "{{ secretsmanager_arn `shop/key` }}; secretArn:shop/key",
                "{{ cfn_output `net-work` `VpcId` }}; cloudformation:net-work.VpcId",
                "{{cloudformation:net-work.VpcId}}; cloudformation:net-work.VpcId"
            })
    void ecspressosFunctionsAreTheSame(String placeholder, String name) {
        found.put(name, "Hello");

        assertThat(container("'user':'" + placeholder + "'", "braces")).isEqualTo("{'user':'Hello'}");
    }

    @Test
    void valuesAreOfTheTypeThatTheirPlaceHas() {
        found.put("ssm:/cpu", "256");
        found.put("cloudformation:shop.Essential", "true");
        found.put("secretArn:db", "arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf");

        assertThat(container("'cpu':${ssm:/cpu},'essential':'${cloudformation:shop.Essential}',"
                        + "'command':['${secretArn:db}:password::']"))
                .isEqualTo(
                        "{'cpu':256,'essential':true,"
                                + "'command':['arn:aws:secretsmanager:eu-central-1:123456789012:secret:db-AbCdEf:password::']}");
    }

    @Test
    void theShellsOperatorsMeanTheSame() {
        missing.put("ssm:/none", "there is no parameter /none");
        found.put("ssm:/one", "1");

        assertThat(container("'command':['${ssm:/none:-default}','${ssm:/one:-default}','${ssm:/one:+yes}',"
                        + "'${ssm:/none:+yes}','${ssm:/one:?is needed}']"))
                .isEqualTo("{'command':['default','1','yes','','1']}");
    }

    @Test
    void aDefaultDoesNotStandForWhatMayNotBeRead() {
        refused.put("ssm:/a", "may not be read");

        assertThat(faults("'command':['${ssm:/a:-default}','${ssm:/a:+yes}']"))
                .containsExactly("web.json:1:99 containerDefinitions[0].command[0] no value for ${ssm:/a} (also at"
                        + " 1:120): may not be read");
    }

    @Test
    void allThatIsMissingIsReportedAtOnceWithItsPlace() {
        missing.put("ssm:/a", "there is no parameter /a");
        refused.put("secretArn:b", "denied");

        assertThat(faults("'cpu':${ssm:/a},'user':'${secretArn:b}','hostname':'${OTHER}'"))
                .hasSize(3)
                .anySatisfy(fault -> assertThat(fault)
                        .isEqualTo("web.json:1:93 containerDefinitions[0].cpu no value for ${ssm:/a}: there is no"
                                + " parameter /a"))
                .anySatisfy(fault -> assertThat(fault)
                        .isEqualTo("web.json:1:111 containerDefinitions[0].user no value for ${secretArn:b}: denied"))
                .anySatisfy(fault -> assertThat(fault).contains("no value for ${OTHER}: give it as a value"));
    }

    @Test
    void theTemplatesMessageStandsBesideTheReason() {
        missing.put("ssm:/a", "there is no parameter /a");

        assertThat(faults("'user':'${ssm:/a:?run setup.sh}'").get(0))
                .endsWith("no value for ${ssm:/a}: run setup.sh: there is no parameter /a");
    }

    @Test
    void aValueOfThatNameIsTakenInstead() {
        values.put("ssm:/a", "given");

        assertThat(container("'user':'${ssm:/a}'")).isEqualTo("{'user':'given'}");
    }

    @Test
    void withoutAnythingReadTheFaultSaysSo() {
        assertThat(faults("'user':'${ssm:/a}'").get(0))
                .endsWith("no value for ${ssm:/a}: it is in AWS, and nothing was read from there: give it as a value"
                        + " of this name");
    }

    @Test
    void theEnvironmentGivesNoneOfThem() {
        assertThat(faults("'user':'${ssm:/a}'", Map.of("ssm:/a", "of the build")))
                .hasSize(1);
    }

    @Test
    void twoDollarSignsMakeThemLiteral() {
        assertThat(container("'command':['$${ssm:/a}','$$${ssm:/a}']"))
                .isEqualTo("{'command':['${ssm:/a}','$${ssm:/a}']}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"${ssm:}", "${ssm: /a}", "${ssm:/a b}", "${ssm:/a", "${ssm://a}", "${ssm:/a:b:c}", "${ssm:a/b}"})
    void whatCanNotBeReadSaysHowItIsWritten(String placeholder) {
        assertThat(faults("'user':'" + placeholder + "'"))
                .singleElement()
                .asString()
                .contains("is not read: write ${ssm:/path}")
                .endsWith("for a literal ${ write $${");
    }

    @Test
    void anotherPlaceholderInOneIsRefused() {
        values.put("STAGE", "test");

        assertThat(faults("'user':'${ssm:/${STAGE}/a}'").get(0))
                .contains("write ${ssm:/path}, in which no other placeholder stands");
    }

    @Test
    void anOutputNeedsItsStack() {
        assertThat(faults("'user':'${cloudformation:VpcId}'").get(0))
                .contains("${cloudformation:VpcId} is not read: write ${cloudformation:STACK.OUTPUT}");
    }

    @Test
    void aFieldsNameIsNotTakenFromAws() {
        found.put("ssm:/a", "label");

        assertThat(faults("'dockerLabels':{'${ssm:/a}':'x'}"))
                .singleElement()
                .asString()
                .contains("\"${ssm:/a}\" names a field by a value from AWS");
    }

    @Test
    void inAnotherStyleTheyAreNamed() {
        assertThat(faults("'user':'${ssm:/a/b}'", "angle", Map.of()).get(0))
                .contains("${ssm:/a/b} looks like a placeholder of the style shell (${NAME}), which was not chosen");
    }

    @Test
    void noValueBreaksOutOfItsPlace() {
        found.put("ssm:/a", "\",\"privileged\":true,\"x\":\"${ssm:/b}");

        assertThat(rendered("'user':'${ssm:/a}'", "")
                        .json()
                        .at("/containerDefinitions/0/user")
                        .asText())
                .isEqualTo("\",\"privileged\":true,\"x\":\"${ssm:/b}");
    }

    @Test
    void whatWasReadIsNotInTheInputsText() {
        found.put("ssm:/a", "not-to-be-shown");

        assertThat(read().toString()).contains("ssm:/a").doesNotContain("not-to-be-shown");
    }

    private String container(String members) {
        return container(members, "");
    }

    private String container(String members, String delimiters) {
        return rendered(members, delimiters)
                .json()
                .at("/containerDefinitions/0")
                .toString()
                .replace("\"name\":\"web\",\"image\":\"web:1\",", "")
                .replace('"', '\'');
    }

    private RenderedTaskDefinition rendered(String members, String delimiters) {
        return rendered(members, delimiters, Map.of());
    }

    private RenderedTaskDefinition rendered(String members, String delimiters, Map<String, String> environment) {
        return TaskDefinitionTemplate.parse(
                        "web.json", TEMPLATE.formatted(members).replace('\'', '"'), Delimiters.named(delimiters))
                .render(new RenderInput(values, environment, Map.of()).with(read()), SampleSchema.schema());
    }

    private ExternalValues read() {
        return new ExternalValues(found, missing, refused);
    }

    private List<String> faults(String members) {
        return faults(members, Map.of());
    }

    private List<String> faults(String members, Map<String, String> environment) {
        return faults(members, "", environment);
    }

    private List<String> faults(String members, String delimiters, Map<String, String> environment) {
        return catchThrowableOfType(
                        TaskDefinitionTemplateException.class, () -> rendered(members, delimiters, environment))
                .faults()
                .stream()
                .map(Fault::toString)
                .toList();
    }
}
