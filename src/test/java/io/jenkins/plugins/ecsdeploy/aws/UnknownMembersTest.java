package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ecs.model.Service;

class UnknownMembersTest {

    @Test
    void aKnownServiceHasNone() throws IOException {
        assertThat(unknown("""
                        {"serviceName": "webshop", "desiredCount": 2, "createdAt": 1.5,
                         "deploymentConfiguration": {"strategy": "CANARY", "alarms": {"alarmNames": ["a"]},
                            "lifecycleHooks": [{"targetType": "PAUSE", "hookDetails": {"anything": {"goes": 1}}}]},
                         "tags": [{"key": "a", "value": "b"}], "events": []}""")).isEmpty();
    }

    @Test
    void unknownMembersAreFoundAtEveryDepthByPath() throws IOException {
        assertThat(unknown("""
                        {"colour": "blue",
                         "deploymentConfiguration": {"gradualStart": {"minutes": 5}, "strategy": "ROLLING",
                            "lifecycleHooks": [{"targetType": "PAUSE"},
                                               {"timeoutConfiguration": {"remindAfter": 3}, "retries": null}]},
                         "serviceConnectConfiguration": {}, "deployments": [{"serviceConnectConfiguration":
                            {"logConfiguration": {"options": {"any-key": "x"}, "format": "y"}}}]}"""))
                .containsExactly(
                        "colour",
                        "deploymentConfiguration.gradualStart",
                        "deploymentConfiguration.lifecycleHooks[1].timeoutConfiguration.remindAfter",
                        "deploymentConfiguration.lifecycleHooks[1].retries",
                        "serviceConnectConfiguration",
                        "deployments[0].serviceConnectConfiguration.logConfiguration.format");
    }

    private static List<String> unknown(String service) throws IOException {
        return UnknownMembers.of(new ObjectMapper().readTree(service), Service.builder());
    }
}
