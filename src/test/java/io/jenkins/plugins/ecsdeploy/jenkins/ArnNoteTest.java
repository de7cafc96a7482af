package io.jenkins.plugins.ecsdeploy.jenkins;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArnNoteTest {

    private static final String SERVICE = "arn:aws:ecs:eu-central-1:123456789012:service/shop/webshop";
    private static final String REVISION = "arn:aws:ecs:eu-central-1:123456789012:task-definition/webshop:8";

    @Test
    void eachArnOfALineIsALink() {
        String line = "Updated " + SERVICE + " to " + REVISION + ".";
        assertThat(linked(line, 0)).containsExactly(SERVICE, REVISION);
    }

    @Test
    void whatASentencePutsAfterAnArnIsNotPartOfIt() {
        assertThat(linked("(" + SERVICE + "), '" + REVISION + "': done", 0)).containsExactly(SERVICE, REVISION);
    }

    @Test
    void onlyWhatFollowsTheNoteIsLinked() {
        String line = SERVICE + " and " + REVISION;
        assertThat(linked(line, 5)).containsExactly(REVISION);
    }

    @Test
    void aLineWithoutArnsIsLeftAsItIs() {
        assertThat(ArnNote.annotated("[awaitSteady] SUCCEEDED")).isEqualTo("[awaitSteady] SUCCEEDED");
        assertThat(ArnNote.annotated("the role arn:aws:iam::123456789012:role/deploy"))
                .isEqualTo("the role arn:aws:iam::123456789012:role/deploy");
    }

    @Test
    void markupInAnArnEndsIt() {
        String hostile = "arn:aws:ecs:eu-central-1:123456789012:cluster/x'><script>alert(1)</script>";
        assertThat(ArnNote.links(hostile, 0))
                .allSatisfy(
                        link -> assertThat(link.address()).doesNotContain("<").doesNotContain("'"));
    }

    private static List<String> linked(String line, int from) {
        return ArnNote.links(line, from).stream()
                .map(link -> line.substring(link.start(), link.end()))
                .toList();
    }
}
