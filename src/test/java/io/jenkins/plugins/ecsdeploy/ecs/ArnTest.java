package io.jenkins.plugins.ecsdeploy.ecs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ArnTest {

    private static final String REVISION = "arn:aws:ecs:us-east-1:123456789012:task-definition/webshop:2";

    @Test
    void anArnHasItsPartsAndIsWrittenTheSame() {
        Arn arn = Arn.parse(REVISION).orElseThrow();

        assertThat(arn)
                .isEqualTo(new Arn("aws", "ecs", "us-east-1", "123456789012", "task-definition/webshop:2"))
                .hasToString(REVISION);
    }

    @Test
    void whatIsNoArnIsNotParsed() {
        assertThat(Arn.parse(null)).isEmpty();
        assertThat(Arn.parse("webshop:2")).isEmpty();
        assertThat(Arn.parse("urn:a:b:c:d:e")).isEmpty();
    }

    @Test
    void aNameIsTheLastPart() {
        assertThat(Arn.name(REVISION)).isEqualTo("webshop:2");
        assertThat(Arn.name("webshop")).isEqualTo("webshop");
    }

    @Test
    void aResourceIsNamedByItsArnOrItsLastPart() {
        assertThat(Arn.isNameOf("webshop:2", REVISION)).isTrue();
        assertThat(Arn.isNameOf(REVISION, REVISION)).isTrue();
        assertThat(Arn.isNameOf("webshop:1", REVISION)).isFalse();
        assertThat(Arn.isNameOf(REVISION.replace("us-east-1", "us-west-2"), REVISION))
                .as("the same name in another region")
                .isFalse();
    }
}
