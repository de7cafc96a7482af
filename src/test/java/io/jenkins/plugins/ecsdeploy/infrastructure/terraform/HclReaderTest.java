package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.infrastructure.Wire;
import java.util.List;
import org.junit.jupiter.api.Test;

class HclReaderTest {

    private static final String MODULE = """
            variable "name" {
              type = string # a comment
            }
            locals {
              secure = var.name == "x"
            }
            resource "aws_lb" "front" {
              name  = "${var.name}-front"
              count = local.secure ? 1 : 0
              rules = [
                aws_rule.first.arn,
                aws_rule.second[0].arn,
              ]
              default_action {
                target = aws_group.blue.arn
              }
              tags = { Name = aws_group.green.arn }
            }
            """;

    @Test
    void blocksHaveLabelsAttributesAndBlocks() {
        HclBlock front =
                new TerraformModule("m", HclReader.read(MODULE)).resources().get(0);

        assertThat(front.labels()).containsExactly("aws_lb", "front");
        assertThat(front.attributes()).containsOnlyKeys("name", "count", "rules", "tags");
        assertThat(front.blocks("default_action")).hasSize(1);
    }

    @Test
    void referencesAreFoundWhereverTheyAre() {
        assertThat(ModuleWires.of(new TerraformModule("m", HclReader.read(MODULE))))
                .containsExactlyInAnyOrder(
                        new Wire("front", "name", "var.name"),
                        new Wire("front", "count", "var.name"),
                        new Wire("front", "rules", "first"),
                        new Wire("front", "rules", "second"),
                        new Wire("front", "target", "blue"));
    }

    @Test
    void conditionsMayGoOverLinesInParentheses() {
        HclExpression expression = HclReader.read("""
                        a = (
                          var.x == "1" ? module.one[0].out :
                          var.x == "2" ? module.two[*].out :
                          upper("${var.y}\\"")
                        )
                        """).attribute("a").orElseThrow();

        assertThat(expression.references())
                .containsExactly(
                        List.of("var", "x"),
                        List.of("module", "one", "out"),
                        List.of("var", "x"),
                        List.of("module", "two", "out"),
                        List.of("var", "y"));
    }

    @Test
    void whatTheReaderDoesNotKnowIsRefusedWithItsLine() {
        assertThatThrownBy(() -> HclReader.read("a = 1\nb = <<EOT\nx\nEOT\n"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("line 2: ");
    }
}
