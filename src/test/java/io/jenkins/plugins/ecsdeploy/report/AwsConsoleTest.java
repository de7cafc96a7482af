package io.jenkins.plugins.ecsdeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AwsConsoleTest {

    private static final String FRANKFURT = "https://eu-central-1.console.aws.amazon.com";

    @ParameterizedTest
    @CsvSource({
        "ecs, cluster/shop, /ecs/v2/clusters/shop/services",
        "ecs, service/shop/webshop, /ecs/v2/clusters/shop/services/webshop/deployments",
        "ecs, service-deployment/shop/webshop/7aBc, /ecs/v2/clusters/shop/services/webshop/deployments",
        "ecs, service-revision/shop/webshop/123, /ecs/v2/clusters/shop/services/webshop/deployments",
        "ecs, task/shop/0123abcd, /ecs/v2/clusters/shop/tasks/0123abcd",
        "ecs, task-definition/webshop:8, /ecs/v2/task-definitions/webshop/8",
    })
    void whatEcsHasIsOnePageEach(String service, String resource, String path) {
        assertThat(AwsConsole.of("arn:aws:" + service + ":eu-central-1:123456789012:" + resource))
                .contains(FRANKFURT + path + "?region=eu-central-1");
    }

    @Test
    void aLogStreamIsEncodedAsItsConsoleHasIt() {
        assertThat(AwsConsole.of(
                        "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/webshop:log-stream:ecs/web/0123"))
                .contains(FRANKFURT + "/cloudwatch/home?region=eu-central-1#logsV2:log-groups/log-group/"
                        + "$252Fecs$252Fwebshop/log-events/ecs$252Fweb$252F0123");
    }

    @Test
    void aTargetGroupIsFoundByItsArn() {
        assertThat(AwsConsole.of("arn:aws:elasticloadbalancing:eu-central-1:123456789012:targetgroup/blue/0a1b"))
                .contains(FRANKFURT + "/ec2/home?region=eu-central-1#TargetGroup:targetGroupArn="
                        + "arn%3Aaws%3Aelasticloadbalancing%3Aeu-central-1%3A123456789012%3Atargetgroup%2Fblue%2F0a1b");
    }

    @Test
    void eachPartitionHasItsOwnConsole() {
        assertThat(AwsConsole.of("arn:aws-cn:ecs:cn-north-1:123456789012:cluster/shop")
                        .orElseThrow())
                .startsWith("https://cn-north-1.console.amazonaws.cn/");
        assertThat(AwsConsole.of("arn:aws-us-gov:ecs:us-gov-west-1:123456789012:cluster/shop")
                        .orElseThrow())
                .startsWith("https://us-gov-west-1.console.amazonaws-us-gov.com/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "arn:aws-iso:ecs:us-iso-east-1:123456789012:cluster/shop",
                "arn:aws:ecs:evil.example/x:123456789012:cluster/shop",
                "arn:aws:ecs:eu-central-1:123456789012:service/webshop",
                "arn:aws:iam::123456789012:role/deploy",
                "arn:aws:ecs:eu-central-1:123456789012:",
                "webshop",
            })
    void whatHasNoKnownPageIsNoLink(String arn) {
        assertThat(AwsConsole.of(arn)).isEmpty();
    }
}
