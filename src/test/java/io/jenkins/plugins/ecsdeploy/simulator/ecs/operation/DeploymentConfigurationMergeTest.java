package io.jenkins.plugins.ecsdeploy.simulator.ecs.operation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** What was measured on AWS (go-to-k/cdkd pull requests 1805 and 1848, issue 1861). */
class DeploymentConfigurationMergeTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aMemberThatIsLeftOutStays() throws IOException {
        assertThat(merged("{'maximumPercent': 200, 'bakeTimeInMinutes': 5}", "{'maximumPercent': 150}"))
                .isEqualTo(json("{'maximumPercent': 150, 'bakeTimeInMinutes': 5}"));
    }

    @Test
    void aBlockIsReplaced() throws IOException {
        assertThat(merged(
                        "{'strategy': 'LINEAR', 'linearConfiguration': {'stepPercent': 33, 'stepBakeTimeInMinutes': 9}}",
                        "{'linearConfiguration': {'stepPercent': 44}}"))
                .isEqualTo(json("{'strategy': 'LINEAR', 'linearConfiguration': {'stepPercent': 44}}"));
    }

    @Test
    void aListIsReplacedAndAnEmptyOneClearsIt() throws IOException {
        String two = "{'lifecycleHooks': [{'roleArn': 'a'}, {'roleArn': 'b'}]}";
        String one = "{'lifecycleHooks': [{'roleArn': 'b'}]}";
        String none = "{'lifecycleHooks': []}";
        assertThat(merged(two, one)).isEqualTo(json(one));
        assertThat(merged(two, none)).isEqualTo(json(none));
    }

    @Test
    void theCircuitBreakerKeepsItsThresholdAndItsResetButNoRollback() throws IOException {
        assertThat(merged(
                        "{'deploymentCircuitBreaker': {'enable': true, 'rollback': true, 'resetOnHealthyTask': false,"
                                + " 'thresholdConfiguration': {'type': 'COUNT', 'value': 3}}}",
                        "{'deploymentCircuitBreaker': {'enable': false}}"))
                .isEqualTo(json("{'deploymentCircuitBreaker': {'enable': false, 'resetOnHealthyTask': false,"
                        + " 'thresholdConfiguration': {'type': 'COUNT', 'value': 3}}}"));
    }

    @Test
    void theBlockOfAnotherStrategyGoes() throws IOException {
        assertThat(merged(
                        "{'strategy': 'CANARY', 'canaryConfiguration': {'canaryPercent': 5}}",
                        "{'strategy': 'ROLLING'}"))
                .isEqualTo(json("{'strategy': 'ROLLING'}"));
    }

    private static JsonNode merged(String current, String asked) throws IOException {
        return DeploymentConfigurationMerge.of(json(current), (ObjectNode) json(asked));
    }

    private static JsonNode json(String text) throws IOException {
        return JSON.readTree(text.replace('\'', '"'));
    }
}
