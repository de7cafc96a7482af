package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A block: {@code resource "aws_lb" "load_balancer" { … }} has the type resource and two labels. */
public record HclBlock(String type, List<String> labels, Map<String, HclExpression> attributes, List<HclBlock> blocks) {

    public Stream<HclBlock> blocks(String wanted) {
        return blocks.stream().filter(block -> block.type().equals(wanted));
    }

    public Optional<HclExpression> attribute(String name) {
        return Optional.ofNullable(attributes.get(name));
    }

    public String label(int index) {
        return labels.get(index);
    }
}
