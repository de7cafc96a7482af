package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.ContainerDefinition;
import software.amazon.awssdk.services.ecs.model.NetworkMode;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;
import software.amazon.awssdk.services.ecs.model.TransportProtocol;

class SdkJsonTest {

    private static final String DEFINITION = """
            {
              "family": "shop",
              "networkMode": "awsvpc",
              "requiresCompatibilities": ["FARGATE", "A_LAUNCH_TYPE_OF_NEXT_YEAR"],
              "cpu": "256",
              "containerDefinitions": [
                {
                  "name": "web",
                  "image": "shop:1",
                  "cpu": 128,
                  "essential": true,
                  "portMappings": [{"containerPort": 8080, "protocol": "udp"}],
                  "environment": [{"name": "A", "value": "x=1,y=\\"2\\""}, {"name": "EMPTY", "value": ""}],
                  "dockerLabels": {"a.b/c": "d"},
                  "ulimits": [{"name": "nofile", "softLimit": 1024, "hardLimit": 4096}]
                }
              ],
              "volumes": [{"name": "v", "efsVolumeConfiguration": {"fileSystemId": "fs-1", "transitEncryptionPort": 2999}}]
            }
            """;

    @Test
    void everyKindOfValueReachesTheRequest() {
        RegisterTaskDefinitionRequest request = request(DEFINITION);
        assertThat(request.family()).isEqualTo("shop");
        assertThat(request.networkMode()).isEqualTo(NetworkMode.AWSVPC);
        ContainerDefinition web = request.containerDefinitions().get(0);
        assertThat(web.cpu()).isEqualTo(128);
        assertThat(web.essential()).isTrue();
        assertThat(web.portMappings().get(0).protocol()).isEqualTo(TransportProtocol.UDP);
        assertThat(web.environment().get(0).value()).isEqualTo("x=1,y=\"2\"");
        assertThat(web.environment().get(1).value()).isEmpty();
        assertThat(web.dockerLabels()).containsEntry("a.b/c", "d");
        assertThat(request.volumes().get(0).efsVolumeConfiguration().transitEncryptionPort())
                .isEqualTo(2999);
    }

    @Test
    void aValueThatTheSdksEnumLacksIsSentAllTheSame() {
        assertThat(request(DEFINITION).requiresCompatibilitiesAsStrings())
                .containsExactly("FARGATE", "A_LAUNCH_TYPE_OF_NEXT_YEAR");
    }

    @Test
    void whatWentInComesOutAgain() {
        assertThat(SdkJson.toJson(request(DEFINITION))).isEqualTo(json(DEFINITION));
    }

    @Test
    void aFieldThatTheApiDoesNotHaveIsABugHere() {
        assertThatThrownBy(() -> request("{\"famly\": \"shop\"}"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("famly");
    }

    private static RegisterTaskDefinitionRequest request(String text) {
        return SdkJson.fill(RegisterTaskDefinitionRequest.builder(), json(text)).build();
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text);
        } catch (JsonProcessingException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
