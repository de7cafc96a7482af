package io.jenkins.plugins.ecsdeploy.chaos.fault;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * An answer that the service models allow, and that the simulator does not give: almost no member of an answer is required,
 * lists may be empty, and words that no client knows yet may come at any time.
 *
 * @param path of the member that differs, with {@code []} for each element of a list: {@code services[].events}
 */
public record AnswerShape(String operation, String path, Change change) {

    public enum Change {
        /** It is left out. */
        ABSENT,
        /** The list has no elements. */
        EMPTY,
        /** A word of an enumeration that nobody knows yet. */
        UNKNOWN_WORD,
        /** What was asked for is among the failures, with this reason. */
        MISSING,
        ACCESS_DENIED,
        /** Lists come in pages of one element. */
        PAGED
    }

    public static final AnswerShape AS_IT_IS = new AnswerShape("", "", Change.ABSENT);
    public static final AnswerShape PAGES_OF_ONE = new AnswerShape("", "", Change.PAGED);

    private static final Map<String, String> LIST_BESIDE_FAILURES = Map.of(
            "ecs:DescribeServices", "services",
            "ecs:DescribeServiceDeployments", "serviceDeployments",
            "ecs:DescribeServiceRevisions", "serviceRevisions",
            "ecs:DescribeTasks", "tasks");

    /** All that an answer allows. */
    public static List<AnswerShape> of(String operation, JsonNode answer) {
        List<AnswerShape> shapes = new ArrayList<>();
        collect(operation, answer, "", shapes, new TreeSet<>());
        if (LIST_BESIDE_FAILURES.containsKey(operation)) {
            shapes.add(new AnswerShape(operation, "failures", Change.MISSING));
            shapes.add(new AnswerShape(operation, "failures", Change.ACCESS_DENIED));
        }
        return shapes;
    }

    private static void collect(
            String operation, JsonNode node, String path, List<AnswerShape> shapes, Set<String> known) {
        if (node.isArray()) {
            node.forEach(element -> collect(operation, element, path + "[]", shapes, known));
            return;
        }
        node.fields().forEachRemaining(member -> {
            String at = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            if (known.add(at)) {
                shapes.add(new AnswerShape(operation, at, Change.ABSENT));
                if (member.getValue().isArray()) {
                    shapes.add(new AnswerShape(operation, at, Change.EMPTY));
                }
                if (isWord(member.getValue())) {
                    shapes.add(new AnswerShape(operation, at, Change.UNKNOWN_WORD));
                }
            }
            collect(operation, member.getValue(), at, shapes, known);
        });
    }

    private static boolean isWord(JsonNode value) {
        return value.isTextual() && value.asText().matches("[A-Z][A-Z_]+");
    }

    /** What is passed on of a request. */
    public void ask(JsonNode request, String asked) {
        if (change == Change.PAGED && asked.startsWith("ecs:List") && request instanceof ObjectNode object) {
            object.put("maxResults", 1);
        }
    }

    /** Gives an answer this shape. */
    public void apply(JsonNode answer, String answered) {
        if (!answered.equals(operation) || !(answer instanceof ObjectNode root)) {
            return;
        }
        if (change == Change.MISSING || change == Change.ACCESS_DENIED) {
            fail(root);
        } else {
            apply(root, List.of(path.split("\\.")));
        }
    }

    private void fail(ObjectNode answer) {
        ArrayNode failures = answer.putArray("failures");
        for (JsonNode found : answer.path(LIST_BESIDE_FAILURES.get(operation))) {
            found.fields().forEachRemaining(member -> {
                if (member.getKey().endsWith("Arn") && failures.isEmpty()) {
                    failures.addObject().put("arn", member.getValue().asText()).put("reason", change.name());
                }
            });
        }
        answer.putArray(LIST_BESIDE_FAILURES.get(operation));
    }

    private void apply(JsonNode node, List<String> steps) {
        if (node.isArray()) {
            node.forEach(element -> apply(element, steps));
            return;
        }
        if (!(node instanceof ObjectNode object)) {
            return;
        }
        String member = steps.get(0).replace("[]", "");
        if (steps.size() > 1) {
            apply(object.path(member), steps.subList(1, steps.size()));
        } else if (object.has(member)) {
            switch (change) {
                case EMPTY -> object.putArray(member);
                case UNKNOWN_WORD -> object.put(member, "SOMETHING_NEW");
                default -> object.remove(member);
            }
        }
    }

    @Override
    public String toString() {
        return change + " " + operation + " " + path;
    }
}
