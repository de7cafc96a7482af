package io.jenkins.plugins.ecsdeploy.taskdef.external;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalNameTest {

    @ParameterizedTest
    @CsvSource({
        "ssm:/webshop/greeting, PARAMETER, /webshop/greeting",
        "ssm:plain-name, PARAMETER, plain-name",
        "ssm:/webshop/greeting:3, PARAMETER, /webshop/greeting",
        "ssm:/webshop/greeting:stable, PARAMETER, /webshop/greeting",
        "secretArn:webshop/api-key@2+a=b, SECRET_ARN, webshop/api-key@2+a=b",
        "cloudformation:web-shop.VpcId, STACK_OUTPUT, web-shop"
    })
    void aNameSaysWhatIsRead(String placeholder, ExternalSource source, String resource) {
        assertThat(ExternalName.parse(placeholder)).hasValueSatisfying(name -> {
            assertThat(name.source()).isEqualTo(source);
            assertThat(name.resource()).isEqualTo(resource);
            assertThat(name.placeholder()).isEqualTo(placeholder);
        });
    }

    @Test
    void anOutputIsTheStacksKey() {
        assertThat(ExternalName.parse("cloudformation:web-shop.VpcId")
                        .orElseThrow()
                        .output())
                .isEqualTo("VpcId");
    }

    @Test
    void aNameOfManyLevelsIsNoneInsteadOfAnError() {
        assertThat(ExternalName.parse("ssm:" + "/a".repeat(500))).isPresent();
        assertThat(ExternalName.parse("ssm:" + "/a".repeat(100_000))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NAME",
                "ssm:",
                "ssm:/",
                "ssm:/a//b",
                "ssm:/a b",
                "ssm:/a:b:c",
                "secretArn:",
                "secretArn:a:b",
                "cloudformation:stack",
                "cloudformation:.Key",
                "cloudformation:1stack.Key",
                "cloudformation:stack.Key.More",
                "other:/a"
            })
    void anythingElseIsNone(String placeholder) {
        assertThat(ExternalName.parse(placeholder)).isEmpty();
    }
}
