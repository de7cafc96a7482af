package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import io.jenkins.plugins.ecsdeploy.infrastructure.Names;
import io.jenkins.plugins.ecsdeploy.infrastructure.Wire;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The wires of a Terraform module: each reference, with locals and data sources replaced by what they depend on. Policies
 * are compared whole, and tags, the order of creation and the life cycle connect nothing: they are left out.
 */
public final class ModuleWires {

    private static final Set<String> LEFT_OUT =
            Set.of("tags", "depends_on", "assume_role_policy", "policy", "name_prefix");
    /** Resources of their own in Terraform which CloudFormation has as properties of another one, of the same name. */
    static final Set<String> FOLDED =
            Set.of("aws_iam_role_policy", "aws_iam_role_policy_attachment", "aws_ecr_lifecycle_policy");

    private final TerraformModule module;
    private final Set<Wire> wires = new TreeSet<>();
    private String from = "";

    private ModuleWires(TerraformModule module) {
        this.module = module;
    }

    public static Set<Wire> of(TerraformModule module) {
        ModuleWires reader = new ModuleWires(module);
        for (HclBlock resource : module.resources()) {
            reader.from = resource.label(1);
            reader.block(resource, FOLDED.contains(resource.label(0)));
        }
        for (HclBlock call : module.modules()) {
            reader.from = call.label(0);
            reader.block(call, false);
        }
        for (String output : module.outputs()) {
            reader.from = "output";
            reader.expression(
                    output,
                    module.find("output", output)
                            .orElseThrow()
                            .attribute("value")
                            .orElseThrow());
        }
        return reader.wires;
    }

    private void block(HclBlock block, boolean folded) {
        Optional<String> named = block.attribute("name")
                .or(() -> block.attribute("key"))
                .filter(HclExpression.Literal.class::isInstance)
                .filter(name -> block.attributes().containsKey("value"))
                .map(name -> String.valueOf(((HclExpression.Literal) name).value()));
        block.attributes().forEach((name, value) -> {
            boolean leftOut = LEFT_OUT.contains(name)
                    && !(name.equals("policy") && block.label(0).startsWith("aws_ecr"));
            if (!leftOut && !(folded && name.equals("count"))) {
                expression(named.filter(key -> name.equals("value")).orElse(name), value);
            }
        });
        for (HclBlock inner : block.blocks()) {
            if (!inner.type().equals("lifecycle")) {
                block(inner, folded);
            }
        }
    }

    private void expression(String property, HclExpression expression) {
        if (expression instanceof HclExpression.ObjectOf object) {
            for (HclExpression.Entry entry : object.entries()) {
                expression(String.valueOf(((HclExpression.Literal) entry.key()).value()), entry.value());
            }
        } else if (expression instanceof HclExpression.ListOf list) {
            list.items().forEach(item -> expression(property, item));
        } else if (expression instanceof HclExpression.Call call) {
            call.arguments().forEach(argument -> expression(property, argument));
        } else {
            expression.references().forEach(path -> reference(property, path));
        }
    }

    private void reference(String property, List<String> path) {
        switch (path.get(0)) {
            case "var" -> wire(property, "var." + path.get(1));
            case "local" -> expression(property, module.local(path.get(1)));
            case "module" -> wire(property, path.get(1) + "." + path.get(2));
            case "data" ->
                module.data(path.get(1), path.get(2))
                        .orElseThrow()
                        .attributes()
                        .values()
                        .forEach(value -> expression(property, value));
            default -> wire(property, path.get(1));
        }
    }

    private void wire(String property, String to) {
        if (!to.equals(from)) { // of a folded resource: to its owner
            wires.add(new Wire(from, Names.snake(property), to));
        }
    }
}
