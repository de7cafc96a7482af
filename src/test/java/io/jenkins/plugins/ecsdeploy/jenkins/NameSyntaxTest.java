package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the forms take for a name, before AWS is asked. */
class NameSyntaxTest {

    @ParameterizedTest
    @CsvSource({
        "CLUSTER, shop-1",
        "CLUSTER, arn:aws:ecs:eu-central-1:123456789012:cluster/shop",
        "CLUSTER, $CLUSTER",
        "CLUSTER, ''",
        "SERVICE, web_shop",
        "SERVICE, arn:aws-cn:ecs:cn-north-1:123456789012:service/shop/web",
        "SERVICE, arn:aws:ecs:eu-central-1:123456789012:service/web",
        "TASK_DEFINITION, webshop",
        "TASK_DEFINITION, webshop:12",
        "TASK_DEFINITION, arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:12",
        "REPOSITORY, shop/web-1.0_x",
        "REPOSITORY, webshop-$STAGE"
    })
    void aNameIsGood(NameSyntax check, String value) {
        assertThat(check.fault(value)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CLUSTER, my shop",
        "CLUSTER, arn:aws:ecs:eu-central-1:123456789012:service/shop/web",
        "SERVICE, shop/web",
        "TASK_DEFINITION, webshop:latest",
        "TASK_DEFINITION, webshop:1:2",
        "REPOSITORY, Shop/web",
        "REPOSITORY, 123456789012.dkr.ecr.eu-central-1.amazonaws.com/shop:1",
        "REPOSITORY, shop/"
    })
    void whatCanNotBeOneIsRefused(NameSyntax check, String value) {
        assertThat(check.fault(value))
                .hasValueSatisfying(fault -> assertThat(fault).startsWith("This does not name a"));
    }
}
