package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import java.util.ArrayList;
import java.util.List;

/** An expression of the part of HCL that docs/infrastructure uses: no {@code for}, no heredoc. */
public sealed interface HclExpression {

    /** @param value a String, a BigDecimal, a Boolean, or null */
    record Literal(Object value) implements HclExpression {}

    /** A text with {@code ${…}} in it. */
    record Text(List<HclExpression> parts) implements HclExpression {}

    /** Such as {@code aws_lb.load_balancer.arn}; indexes are left out. */
    record Reference(List<String> path) implements HclExpression {}

    record ListOf(List<HclExpression> items) implements HclExpression {}

    record ObjectOf(List<Entry> entries) implements HclExpression {}

    record Entry(HclExpression key, HclExpression value) {}

    record Call(String function, List<HclExpression> arguments) implements HclExpression {}

    record Conditional(HclExpression condition, HclExpression yes, HclExpression no) implements HclExpression {}

    record Operation(String operator, HclExpression left, HclExpression right) implements HclExpression {}

    /** All references in it, in order. */
    default List<List<String>> references() {
        List<List<String>> found = new ArrayList<>();
        collect(this, found);
        return found;
    }

    private static void collect(HclExpression expression, List<List<String>> found) {
        if (expression instanceof Reference reference) {
            found.add(reference.path());
        } else {
            children(expression).forEach(child -> collect(child, found));
        }
    }

    private static List<HclExpression> children(HclExpression expression) {
        if (expression instanceof Text text) {
            return text.parts();
        }
        if (expression instanceof ListOf list) {
            return list.items();
        }
        if (expression instanceof ObjectOf object) {
            return object.entries().stream()
                    .flatMap(entry -> List.of(entry.key(), entry.value()).stream())
                    .toList();
        }
        if (expression instanceof Call call) {
            return call.arguments();
        }
        if (expression instanceof Conditional choice) {
            return List.of(choice.condition(), choice.yes(), choice.no());
        }
        return expression instanceof Operation operation ? List.of(operation.left(), operation.right()) : List.of();
    }
}
