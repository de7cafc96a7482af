package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrdinaryTextTest {

    @ParameterizedTest
    @EnumSource(PlaceholderStyle.class)
    void noPlaceholderOfAnyStyleIsOrdinary(PlaceholderStyle style) {
        assertThat(OrdinaryText.is("before " + style.example())).isFalse();
        assertThat(OrdinaryText.is(style.example())).isFalse();
        assertThat(OrdinaryText.endInJson("before " + style.example(), 0)).isEqualTo("before ".length());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "${{ github.sha }}",
                "<%= tag %>",
                "<+artifact.tag>",
                "%{ if x }",
                "{{ must_env `TAG` }}",
                "{{.Name}}",
                "$(TAG)",
                "REPLACE_ME",
                "CHANGEME",
                "CHANGE_ME",
                "YOUR_IMAGE"
            })
    void nothingThatAnotherToolWouldReplaceIsOrdinary(String text) {
        assertThat(OrdinaryText.is(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "web", "DATABASE_HOST", "_", "a_", "https://host:8443/path?a=b", "Größe 3", "\uD83D\uDE80"})
    void whatMostStringsAreIsOrdinary(String text) {
        assertThat(OrdinaryText.is(text)).isTrue();
        assertThat(OrdinaryText.endInJson(text + "\"", 0)).isEqualTo(text.length());
    }

    @Test
    void inJsonOrdinaryTextEndsAtTheLatestWhereAStringsOwnCharactersDo() {
        assertThat(OrdinaryText.endInJson("ab\"", 0)).isEqualTo(2);
        assertThat(OrdinaryText.endInJson("ab\\n", 1)).isEqualTo(2);
        assertThat(OrdinaryText.endInJson("ab\ncd", 0)).isEqualTo(2);
        assertThat(OrdinaryText.endInJson("ab", 0)).isEqualTo(2);
    }
}
