package io.jenkins.plugins.ecsdeploy.jenkins.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SnippetMeaningTest {

    @Test
    void namedArgumentsMayComeInAnyOrder() {
        assertThat(SnippetMeaning.of(
                        "updateService service: 'web', strategy: canary(percent: 2.5, alarms: ['b', 'a'])"))
                .isEqualTo(SnippetMeaning.of(
                        "updateService(strategy: canary(alarms: ['b', 'a'], percent: 2.5), service: 'web')"));
    }

    @Test
    void entriesOfAMapMayToo() {
        assertThat(SnippetMeaning.of("x values: [A: 'a, b', 'b-c': '[']"))
                .isEqualTo(SnippetMeaning.of("x values: ['b-c': '[', A: 'a, b']"));
    }

    @Test
    void theOrderOfAListCounts() {
        assertThat(SnippetMeaning.of("x tags: ['b', 'a']")).isNotEqualTo(SnippetMeaning.of("x tags: ['a', 'b']"));
    }
}
