package io.jenkins.plugins.ecsdeploy.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.infrastructure.cloudformation.TemplateWires;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.ModuleWires;
import io.jenkins.plugins.ecsdeploy.infrastructure.terraform.TerraformModule;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.Template;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each CloudFormation template of docs/infrastructure, compared with the Terraform module of the same name. */
class TerraformAgreesTest {

    static List<String> names() {
        return Template.all().stream().map(Template::name).toList();
    }

    @Test
    void eachTemplateHasItsModule() {
        assertThat(names())
                .hasSize(19)
                .containsExactlyInAnyOrderElementsOf(TerraformModule.all().stream()
                        .map(TerraformModule::name)
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothTakeTheSameParametersWithTheSameDefaults(String name) {
        Template template = Template.read(name);
        TerraformModule module = TerraformModule.read(name);

        assertThat(module.variables())
                .containsExactlyElementsOf(
                        Spelling.sorted(template.parameters().stream().map(Names::snake)));
        assertThat(module.defaults()).isEqualTo(Spelling.defaults(template));
    }

    @ParameterizedTest
    @MethodSource("names")
    void eachParameterSaysWhatItIsFor(String name) {
        Template template = Template.read(name);
        TerraformModule module = TerraformModule.read(name);

        assertThat(template.parameters())
                .allSatisfy(parameter -> assertThat(template.parameter(parameter)
                                .path("Description")
                                .asText())
                        .as(parameter)
                        .hasSizeGreaterThan(8));
        assertThat(module.variables())
                .allSatisfy(variable -> assertThat(module.variable(variable).attribute("description"))
                        .as(variable)
                        .isPresent());
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothHaveTheSameOutputs(String name) {
        assertThat(TerraformModule.read(name).outputs())
                .containsExactlyElementsOf(
                        Spelling.sorted(Template.read(name).outputs().stream().map(Names::snake)));
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothMakeTheSameResources(String name) {
        Template template = Template.read(name);
        Set<String> made = template.resources().stream()
                .map(id -> Spelling.terraformType(template.type(id)) + "." + Names.snake(id))
                .collect(Collectors.toCollection(TreeSet::new));
        made.removeIf(one -> one.startsWith(Spelling.NONE));

        assertThat(Spelling.resources(TerraformModule.read(name))).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothAreWiredTheSame(String name) {
        Set<Wire> cloudFormation = Spelling.terraform(Template.read(name), TemplateWires.of(Template.read(name)));
        Set<Wire> terraform = Spelling.plain(TerraformModule.read(name), ModuleWires.of(TerraformModule.read(name)));

        assertThat(terraform).isNotEmpty().containsExactlyElementsOf(cloudFormation);
    }

    @ParameterizedTest
    @MethodSource("names")
    void bothTrustAllowAndForgetTheSame(String name) {
        assertThat(Policies.of(TerraformModule.read(name))).isEqualTo(Policies.of(Template.read(name)));
    }

    @Test
    void whatTheSpellingExcusesIsStillThere() {
        assertThat(Spelling.superfluous(
                        Template.all().stream().map(TemplateWires::of).toList(),
                        TerraformModule.all().stream().map(ModuleWires::of).toList()))
                .isEmpty();
    }

    /** Each output that a module call takes is one of that module's, and each argument one of its variables. */
    @Test
    void modulesAreCalledWithWhatTheyTake() {
        TerraformModule.read("main").modules().forEach(call -> {
            TerraformModule called = TerraformModule.read(call.label(0).replace('_', '-'));
            Set<String> arguments = new TreeSet<>(call.attributes().keySet());
            arguments.removeAll(Set.of("source", "count"));
            assertThat(called.variables()).as(call.label(0)).containsAll(arguments);
            Set<String> needed = new TreeSet<>(called.variables());
            needed.removeAll(called.defaults().keySet());
            assertThat(arguments).as(call.label(0)).containsAll(needed);
        });
        assertThat(ModuleWires.of(TerraformModule.read("main")))
                .filteredOn(wire -> !wire.to().startsWith("var."))
                .isNotEmpty()
                .allSatisfy(wire -> {
                    String[] parts = wire.to().split("\\.");
                    assertThat(TerraformModule.read(parts[0].replace('_', '-')).outputs())
                            .contains(parts[1]);
                });
    }

    @Test
    void nestedStacksAreCalledWithWhatTheyTake() {
        Template main = Template.read("main");
        for (String stack : main.resources()) {
            String url = main.properties(stack).path("TemplateURL").asText();
            Template called = Template.read(url.substring(0, url.lastIndexOf('.')));
            Set<String> arguments = new TreeSet<>();
            main.properties(stack).path("Parameters").fieldNames().forEachRemaining(arguments::add);
            assertThat(called.parameters()).as(stack).containsAll(arguments);
            assertThat(arguments.stream().map(Names::snake).toList())
                    .as(stack)
                    .containsAll(called.parameters().stream()
                            .map(Names::snake)
                            .filter(parameter -> !Spelling.defaults(called).containsKey(parameter))
                            .toList());
        }
        assertThat(TemplateWires.of(main))
                .filteredOn(wire -> !wire.to().startsWith("var."))
                .isNotEmpty()
                .allSatisfy(wire -> {
                    String[] parts = wire.to().split("\\.");
                    assertThat(Template.read(parts[0].replace('_', '-')).outputs().stream()
                                    .map(Names::snake))
                            .contains(parts[1]);
                });
    }

    /** Rules and the service change with each deployment: neither tool may put them back. */
    @Test
    void terraformLeavesAloneWhatDeploymentsChange() {
        assertThat(Spelling.ignored("load-balancer", "production_rule")).containsExactly("action");
        assertThat(Spelling.ignored("load-balancer", "test_rule")).containsExactly("action");
        assertThat(Spelling.ignored("service", "service"))
                .containsExactly("task_definition", "desired_count", "load_balancer");
        assertThat(Template.read("service").properties("Service").has("DesiredCount"))
                .isFalse();
        assertThat(Template.read("service").properties("Service").get("TaskDefinition"))
                .as("the family, so its newest revision")
                .isEqualTo(Template.read("service")
                        .properties("FirstTaskDefinition")
                        .get("Family"));
    }

    /** What a deployment stands on, beside the wires: equal in both, by its words. */
    @Test
    void bothDeployBlueGreenWithRollbackAndAlarms() {
        assertThat(Spelling.literals(Template.read("service").properties("Service")))
                .containsAllEntriesOf(Map.of("strategy", "BLUE_GREEN", "maximum_percent", "200"));
        assertThat(Spelling.literals(TerraformModule.read("service"), "service"))
                .containsAllEntriesOf(Map.of("strategy", "BLUE_GREEN", "deployment_maximum_percent", "200"));
    }
}
