package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class RoleArnsTest {

    private static final String REVISION = "arn:aws-cn:ecs:cn-north-1:123456789012:task-definition/shop:3";

    @Test
    void aNameIsARoleOfTheRevisionsAccountAndPartition() {
        ObjectNode completed = RoleArns.completed(roles("task", "service-role/execution"), REVISION);

        assertThat(completed.get("taskRoleArn").asText()).isEqualTo("arn:aws-cn:iam::123456789012:role/task");
        assertThat(completed.get("executionRoleArn").asText())
                .isEqualTo("arn:aws-cn:iam::123456789012:role/service-role/execution");
    }

    @Test
    void anArnStays() {
        ObjectNode given = roles("arn:aws:iam::210987654321:role/task", "");

        assertThat(RoleArns.completed(given, REVISION)).isEqualTo(given);
    }

    @Test
    void theDefinitionItselfIsNotChanged() {
        ObjectNode given = roles("task", "execution");
        RoleArns.completed(given, REVISION);

        assertThat(given).isEqualTo(roles("task", "execution"));
    }

    private static ObjectNode roles(String task, String execution) {
        return JsonNodeFactory.instance.objectNode().put("taskRoleArn", task).put("executionRoleArn", execution);
    }
}
