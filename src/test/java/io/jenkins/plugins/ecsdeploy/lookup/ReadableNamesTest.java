package io.jenkins.plugins.ecsdeploy.lookup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReadableNamesTest {

    @ParameterizedTest
    @CsvSource({
        "/shop, /shop, true",
        "/shop, /shop/a/b, true",
        "/shop/, /shop/a, true",
        "/shop, /shop:3, true",
        "/shop/, /shop, false",
        "/shop, /shopping, false",
        "/shop, /shop-admin/a, false",
        "/shop, shop, false",
        "shop, /shop, false",
        "/, /anything/else, true",
        "/shop/a, /shop, false"
    })
    void anEntryPermitsItsNameAndAllBelowIt(String entry, String name, boolean permitted) {
        ReadableNames names = ReadableNames.ofTarget("t", List.of(entry), List.of(), List.of());

        assertThat(names.permits(ExternalName.parse("ssm:" + name).orElseThrow()))
                .isEqualTo(permitted);
    }

    @ParameterizedTest
    @CsvSource({
        "PARAMETER, /shop/greeting, true",
        "PARAMETER, /shop/, true",
        "PARAMETER, /, true",
        "PARAMETER, plain, true",
        "PARAMETER, /shop/*, false",
        "PARAMETER, shop/greeting, false",
        "PARAMETER, /shop:3, false",
        "PARAMETER, arn:aws:ssm:us-east-1:123456789012:parameter/shop, false",
        "SECRET_ARN, shop/api-key, true",
        "SECRET_ARN, arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-AbCdEf, false",
        "SECRET_ARN, *, false",
        "SECRET_ARN, shop/, true",
        "STACK_OUTPUT, network, true",
        "STACK_OUTPUT, network/, false",
        "STACK_OUTPUT, /, false",
        "STACK_OUTPUT, network.VpcId, false",
        "STACK_OUTPUT, net*, false"
    })
    void anEntryThatCouldPermitNothingIsFaulty(ExternalSource source, String entry, boolean good) {
        assertThat(ReadableNames.fault(source, entry).isEmpty()).isEqualTo(good);
    }
}
