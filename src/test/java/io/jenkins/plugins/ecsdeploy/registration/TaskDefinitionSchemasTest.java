package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import org.junit.jupiter.api.Test;

class TaskDefinitionSchemasTest {

    private final Shape.StructureShape schema = TaskDefinitionSchemas.fromSdk().taskDefinition();

    @Test
    void theApisFieldsAreThereByTheirNamesOnTheWire() {
        assertThat(schema.members())
                .containsKeys("family", "containerDefinitions", "runtimePlatform", "enableFaultInjection")
                .containsEntry("cpu", Shape.Scalar.STRING);
    }

    @Test
    void aContainersFieldsHaveTheApisTypes() {
        Shape.StructureShape container =
                (Shape.StructureShape) ((Shape.ListShape) schema.members().get("containerDefinitions")).element();
        assertThat(container.name()).isEqualTo("ContainerDefinition");
        assertThat(container.members())
                .containsEntry("cpu", Shape.Scalar.INTEGER)
                .containsEntry("essential", Shape.Scalar.BOOLEAN)
                .containsEntry("dockerLabels", new Shape.MapShape(Shape.Scalar.STRING))
                .containsEntry("command", new Shape.ListShape(Shape.Scalar.STRING));
    }
}
