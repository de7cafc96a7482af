package io.jenkins.plugins.ecsdeploy.taskdef.read;

import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderStyle;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderSyntax;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Excerpt;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.NullValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.UnreadableValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.yaml.snakeyaml.DumperOptions.FlowStyle;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * Reads YAML. Only SnakeYAML's composer is used: its nodes are text with places, and no tag creates an object. Words without
 * quotes stay as they are written and get the type that the API has for their field: {@code 1.10}, {@code yes} and {@code
 * 0644} are strings where the API expects strings.
 *
 * <p>Anchors, aliases and merge keys are followed, up to a size; a duplicate field is a fault.
 */
public final class YamlReader {

    private static final String MERGE = "<<";
    /** What aliases may add to a file, in characters: far more than any task definition has, far less than a YAML bomb. */
    private static final int MOST_ADDED = 1024 * 1024;

    private static final int CHARACTERS_A_NODE = 16;
    private static final int MOST_ALIASES = 1000;

    private final SourceText source;
    private final PlaceholderSyntax placeholders;
    private final Findings findings;
    private final Map<Node, Boolean> open = new IdentityHashMap<>();
    private final int[] pointOffsets;
    private int expanded;

    public YamlReader(SourceText source, Delimiters delimiters, Findings findings) {
        this.source = source;
        this.placeholders = delimiters.syntax();
        this.findings = findings;
        this.pointOffsets = pointOffsets(source.text());
    }

    /** Reads the one document that the text holds. */
    public TemplateNode read() {
        LoaderOptions limits = new LoaderOptions();
        limits.setNestingDepthLimit(JsonReader.MAX_DEPTH);
        limits.setMaxAliasesForCollections(MOST_ALIASES);
        limits.setCodePointLimit(SourceText.MAX_CHARACTERS);
        Node root;
        try {
            root = new Yaml(limits).compose(new SurrogatePairReader(source.text()));
        } catch (MarkedYAMLException wrong) {
            int place = offset(wrong.getProblemMark() == null ? wrong.getContextMark() : wrong.getProblemMark());
            throw findings.stop(place, FieldPath.ROOT, "this is not YAML: " + wrong.getProblem() + hint(wrong, place));
        } catch (YAMLException wrong) {
            throw findings.stop(0, FieldPath.ROOT, "this is not YAML: " + firstLine(wrong));
        }
        if (root == null) {
            throw findings.stop(0, FieldPath.ROOT, "the file is empty: a task definition as YAML is expected");
        }
        FieldPath path =
                root instanceof SequenceNode ? FieldPath.ROOT.field(TaskDefinitionFields.CONTAINERS) : FieldPath.ROOT;
        TemplateNode value = value(root, path);
        if (value instanceof ObjectValue || value instanceof ListValue) {
            return value;
        }
        throw findings.stop(
                value.offset(), FieldPath.ROOT, "a task definition has fields, such as \"family: web\"; found none");
    }

    private static String firstLine(YAMLException wrong) {
        String message = String.valueOf(wrong.getMessage());
        int end = message.indexOf('\n');
        return end < 0 ? message : message.substring(0, end);
    }

    /** Some placeholders need quotes in YAML; and SnakeYAML's message for wrong indentation does not say that it is one. */
    private String hint(MarkedYAMLException wrong, int place) {
        if (String.valueOf(wrong.getProblem()).startsWith("expected <block end>")) {
            return " (the indentation of this line differs from that of the lines it belongs to, or the line before it lacks a"
                    + " quote or a bracket)";
        }
        String text = source.text();
        char c = place < text.length() ? text.charAt(place) : ' ';
        return "%@{}`".indexOf(c) >= 0 ? " (in YAML, a placeholder with this character must be quoted)" : "";
    }

    private TemplateNode value(Node node, FieldPath path) {
        count(CHARACTERS_A_NODE, node, path);
        if (open.put(node, true) != null) {
            throw findings.stop(offset(node), path, "the anchor of this node is used inside the node itself");
        }
        try {
            if (node instanceof ScalarNode scalar) {
                return scalar(scalar, path);
            }
            if (!isPlainTag(node)) {
                findings.fault(offset(node), path, tagFault(node));
                return new UnreadableValue(offset(node));
            }
            return node instanceof MappingNode mapping ? mapping(mapping, path) : sequence((SequenceNode) node, path);
        } finally {
            open.remove(node);
        }
    }

    private void count(int size, Node node, FieldPath path) {
        expanded += size;
        if (expanded > MOST_ADDED + 2 * source.text().length()) {
            throw findings.stop(
                    offset(node), path, "with its aliases expanded, this file is larger than any task definition");
        }
    }

    private static boolean isPlainTag(Node node) {
        return node.getTag().equals(Tag.MAP) || node.getTag().equals(Tag.SEQ);
    }

    private static String tagFault(Node node) {
        return "the tag " + Excerpt.of(node.getTag().getValue().replace(Tag.PREFIX, "!!"))
                + " is not supported: write the value itself";
    }

    private TemplateNode sequence(SequenceNode node, FieldPath path) {
        List<TemplateNode> elements = new ArrayList<>();
        for (Node element : node.getValue()) {
            elements.add(value(element, path.index(elements.size())));
        }
        return new ListValue(offset(node), elements);
    }

    private TemplateNode mapping(MappingNode node, FieldPath path) {
        if (isBracedPlaceholder(node)) {
            findings.fault(
                    offset(node),
                    path,
                    "a value that begins with two braces is a mapping in YAML: a placeholder written "
                            + PlaceholderStyle.BRACES.example() + " must be quoted");
            return new UnreadableValue(offset(node));
        }
        List<Member> members = new ArrayList<>();
        FieldNames names = new FieldNames(members, findings);
        List<Member> merged = new ArrayList<>();
        for (NodeTuple tuple : node.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                findings.fault(offset(tuple.getKeyNode()), path, "a field's name is a single value");
                continue;
            }
            if (key.getValue().equals(MERGE) && key.getScalarStyle() == ScalarStyle.PLAIN) {
                merge(tuple.getValueNode(), path, merged);
                continue;
            }
            TextValue name = text(key);
            FieldPath memberPath = path.field(name.text());
            names.add(name, memberPath);
            members.add(new Member(name, value(tuple.getValueNode(), memberPath)));
        }
        for (Member member : merged) {
            if (names.addIfAbsent(member.name())) {
                members.add(member);
            }
        }
        return new ObjectValue(offset(node), members);
    }

    /** To YAML, {@code {{NAME}}} is a mapping whose key is a mapping. */
    private static boolean isBracedPlaceholder(MappingNode node) {
        return node.getFlowStyle() == FlowStyle.FLOW
                && node.getValue().size() == 1
                && node.getValue().get(0).getKeyNode() instanceof MappingNode;
    }

    private void merge(Node node, FieldPath path, List<Member> merged) {
        TemplateNode value = value(node, path);
        List<TemplateNode> sources = value instanceof ListValue list ? list.elements() : List.of(value);
        for (TemplateNode each : sources) {
            if (each instanceof ObjectValue object) {
                merged.addAll(object.members());
            } else {
                findings.fault(
                        offset(node), path, "\"<<\" takes the fields of another mapping, or of several in a list");
            }
        }
    }

    private TemplateNode scalar(ScalarNode node, FieldPath path) {
        count(node.getValue().length(), node, path);
        Tag tag = node.getTag();
        if (tag.equals(Tag.NULL) && node.getScalarStyle() == ScalarStyle.PLAIN) {
            return new NullValue(offset(node));
        }
        boolean known = tag.equals(Tag.STR)
                || tag.equals(Tag.INT)
                || tag.equals(Tag.FLOAT)
                || tag.equals(Tag.BOOL)
                || tag.equals(Tag.TIMESTAMP)
                || tag.equals(Tag.NULL)
                || tag.equals(Tag.MERGE);
        if (!known) {
            findings.fault(offset(node), path, tagFault(node));
            return new UnreadableValue(offset(node));
        }
        return text(node);
    }

    private TextValue text(ScalarNode node) {
        String text = node.getValue();
        boolean plain = node.getScalarStyle() == ScalarStyle.PLAIN;
        int start = offset(node);
        int inner = source.text().startsWith(text, start) ? start : start + 1;
        boolean asItStands = source.text().startsWith(text, inner);
        List<TextPart> parts = placeholders.split(text, i -> asItStands ? inner + i : start);
        return new TextValue(start, text, parts, plain ? TextValue.Origin.PLAIN : TextValue.Origin.QUOTED);
    }

    private int offset(Node node) {
        return offset(node.getStartMark());
    }

    private int offset(Mark mark) {
        if (mark == null) {
            return 0;
        }
        // SnakeYAML counts code points.
        int point = mark.getIndex();
        int offset = pointOffsets.length == 0 ? point : pointOffsets[Math.min(point, pointOffsets.length - 1)];
        return Math.min(offset, source.text().length());
    }

    /** Where each code point of a text begins; empty where each is one character. */
    private static int[] pointOffsets(String text) {
        int points = text.codePointCount(0, text.length());
        if (points == text.length()) {
            return new int[0];
        }
        int[] offsets = new int[points + 1];
        int offset = 0;
        for (int i = 0; i < points; i++) {
            offsets[i] = offset;
            offset += Character.charCount(text.codePointAt(offset));
        }
        offsets[points] = offset;
        return offsets;
    }
}
