package io.jenkins.plugins.ecsdeploy.jenkins.step;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.EnvVars;
import io.jenkins.plugins.ecsdeploy.jenkins.GivenParameters;
import io.jenkins.plugins.ecsdeploy.jenkins.GivenParameters.Parameter;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A parameter that a script gives is there and has a value. */
class GivenParametersTest {

    private final GivenParameters parameters = new GivenParameters(
            "updateService",
            List.of(
                    new Parameter("service", true),
                    new Parameter("cluster", false),
                    new Parameter("taskDefinition", false),
                    new Parameter("pauseAt", false)));

    @Test
    void whatHasAValueIsAccepted() {
        assertThatCode(() -> parameters.check(
                        Map.of("service", "web", "taskDefinition", "web:2", "pauseAt", List.of(), "cluster", 1)))
                .doesNotThrowAnyException();
        assertThatCode(() -> parameters.check(Map.of("<anonymous>", "web"))).doesNotThrowAnyException();
    }

    @Test
    void nullIsRefused() {
        assertThatThrownBy(() -> parameters.check(Collections.singletonMap("taskDefinition", null)))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("updateService: taskDefinition is null. ")
                .hasMessageEndingWith("or leave taskDefinition out.");
    }

    @Test
    void aBlankTextIsRefused() {
        assertThatThrownBy(() -> parameters.check(Map.of("cluster", new StringBuilder(" \n"))))
                .hasMessageStartingWith("updateService: cluster is blank. ");
    }

    @Test
    void aRequiredOneIsCheckedWhereItIsUsed() {
        assertThatCode(() -> parameters.check(Map.of("service", ""))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "taskdefinition, taskDefinition",
        "taskDefintion, taskDefinition",
        "taskDefinitions, taskDefinition",
        "taskDefiniton, taskDefinition",
        "clutser, cluster",
        "pauseat, pauseAt"
    })
    void aMisspelledOneIsRefusedWithTheOneThatIsMeant(String wrong, String meant) {
        assertThatThrownBy(() -> parameters.check(Map.of(wrong, "web:2")))
                .isInstanceOf(RefusedException.class)
                .hasMessage("updateService: there is no parameter " + wrong + ". Did you mean " + meant
                        + "? It takes service, cluster, taskDefinition, pauseAt.");
    }

    @Test
    void anUnknownOneIsRefused() {
        assertThatThrownBy(() -> parameters.check(Map.of("image", "web:2")))
                .hasMessage("updateService: there is no parameter image. It takes service, cluster, taskDefinition,"
                        + " pauseAt.");
    }

    @Test
    void aSettingWhoseVariableIsEmptyIsRefused() {
        EnvVars variables = new EnvVars() {
            private static final long serialVersionUID = 1L;

            @Override
            public String expand(String text) {
                return "";
            }
        };
        assertThatThrownBy(() -> Variables.of(variables).optional("$REVISION"))
                .isInstanceOf(RefusedException.class)
                .hasMessageStartingWith("The setting \"$REVISION\" is empty in this build");
    }
}
