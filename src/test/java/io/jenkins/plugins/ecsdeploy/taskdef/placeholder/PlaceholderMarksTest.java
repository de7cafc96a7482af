package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaceholderMarksTest {

    @ParameterizedTest
    @EnumSource(PlaceholderStyle.class)
    void everyStyleHasAMark(PlaceholderStyle style) {
        assertThat(PlaceholderMarks.areAbsentIn("before " + style.example())).isFalse();
        assertThat(PlaceholderMarks.areAbsentIn(style.example())).isFalse();
        assertThat(PlaceholderMarks.nextInJson("before " + style.example(), 0)).isEqualTo("before ".length());
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
    void whatAnotherToolWouldReplaceHasAMark(String text) {
        assertThat(PlaceholderMarks.areAbsentIn(text)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "web", "DATABASE_HOST", "_", "a_", "https://host:8443/path?a=b", "Größe 3", "\uD83D\uDE80"})
    void mostStringsHaveNone(String text) {
        assertThat(PlaceholderMarks.areAbsentIn(text)).isTrue();
        assertThat(PlaceholderMarks.nextInJson(text + "\"", 0)).isEqualTo(text.length());
    }

    @Test
    void theSearchInJsonEndsWithTheString() {
        assertThat(PlaceholderMarks.nextInJson("ab\"", 0)).isEqualTo(2);
        assertThat(PlaceholderMarks.nextInJson("ab\\n", 1)).isEqualTo(2);
        assertThat(PlaceholderMarks.nextInJson("ab\ncd", 0)).isEqualTo(2);
        assertThat(PlaceholderMarks.nextInJson("ab", 0)).isEqualTo(2);
    }
}
