package io.jenkins.plugins.ecsdeploy.infrastructure.terraform;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Reads the part of HCL that docs/infrastructure uses (HCL Native Syntax Specification): blocks, attributes, literals, texts
 * with interpolation, lists, objects, calls, references, conditions. Anything else is refused with its line.
 */
final class HclReader {

    private static final List<String> OPERATORS = List.of("==", "!=", "&&", "||", ">=", "<=", ">", "<", "+", "-", "*");
    private static final Set<String> WORDS = Set.of("true", "false", "null");

    private final String text;
    private int at;
    /** How many brackets are open: lines end nothing within them. */
    private int brackets;

    private HclReader(String text) {
        this.text = text;
    }

    /** @return the file as a block without a type */
    static HclBlock read(String text) {
        return new HclReader(text).body("", List.of(), false);
    }

    private HclBlock body(String type, List<String> labels, boolean closed) {
        Map<String, HclExpression> attributes = new LinkedHashMap<>();
        List<HclBlock> blocks = new ArrayList<>();
        for (skip(true); at < text.length() && peek() != '}'; skip(true)) {
            String name = word();
            skip(false);
            if (peek() == '=' && !text.startsWith("==", at)) {
                at++;
                if (attributes.put(name, expression()) != null) {
                    throw wrong("a second " + name);
                }
            } else {
                blocks.add(block(name));
            }
        }
        if (closed) {
            take('}');
        } else if (at < text.length()) {
            throw wrong("an unexpected }");
        }
        return new HclBlock(type, List.copyOf(labels), attributes, blocks);
    }

    private HclBlock block(String type) {
        List<String> labels = new ArrayList<>();
        for (; peek() == '"'; skip(false)) {
            labels.add((String) ((HclExpression.Literal) quoted()).value());
        }
        take('{');
        int outside = brackets;
        brackets = 0;
        HclBlock block = body(type, labels, true);
        brackets = outside;
        return block;
    }

    private HclExpression expression() {
        HclExpression left = operand();
        skip(brackets > 0);
        for (String operator : OPERATORS) {
            if (text.startsWith(operator, at)) {
                at += operator.length();
                left = new HclExpression.Operation(operator, left, operand());
                skip(brackets > 0);
                break;
            }
        }
        if (at < text.length() && peek() == '?') {
            at++;
            HclExpression yes = expression();
            skip(brackets > 0);
            take(':');
            return new HclExpression.Conditional(left, yes, expression());
        }
        return left;
    }

    private HclExpression operand() {
        skip(brackets > 0);
        char next = peek();
        if (next == '"') {
            return quoted();
        }
        if (next == '[') {
            return new HclExpression.ListOf(items('[', ']'));
        }
        if (next == '{') {
            return object();
        }
        if (next == '(') {
            List<HclExpression> inner = items('(', ')');
            return inner.get(0);
        }
        if (Character.isDigit(next) || next == '-') {
            return number();
        }
        return named();
    }

    private HclExpression named() {
        String word = word();
        if (WORDS.contains(word)) {
            return new HclExpression.Literal(word.equals("null") ? null : Boolean.valueOf(word));
        }
        if (at < text.length() && peek() == '(') {
            return new HclExpression.Call(word, items('(', ')'));
        }
        List<String> path = new ArrayList<>(List.of(word));
        while (at < text.length() && (peek() == '.' || peek() == '[')) {
            if (peek() == '[') {
                at = text.indexOf(']', at) + 1;
            } else {
                at++;
                path.add(word());
            }
        }
        return new HclExpression.Reference(List.copyOf(path));
    }

    private List<HclExpression> items(char open, char close) {
        List<HclExpression> items = new ArrayList<>();
        take(open);
        brackets++;
        for (skip(true); peek() != close; skip(true)) {
            items.add(expression());
            skip(true);
            if (peek() == ',') {
                at++;
            } else if (peek() != close) {
                throw wrong("no , or " + close);
            }
        }
        brackets--;
        take(close);
        return items;
    }

    private HclExpression object() {
        List<HclExpression.Entry> entries = new ArrayList<>();
        take('{');
        int outside = brackets;
        brackets = 0; // an entry ends with its line
        for (skip(true); peek() != '}'; skip(true)) {
            HclExpression key = peek() == '"' ? quoted() : new HclExpression.Literal(word());
            skip(false);
            take('=');
            entries.add(new HclExpression.Entry(key, expression()));
            skip(true);
            if (peek() == ',') {
                at++;
            }
        }
        brackets = outside;
        take('}');
        return new HclExpression.ObjectOf(entries);
    }

    private HclExpression quoted() {
        List<HclExpression> parts = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        take('"');
        while (peek() != '"') {
            if (text.startsWith("${", at)) {
                if (plain.length() > 0) {
                    parts.add(new HclExpression.Literal(plain.toString()));
                    plain.setLength(0);
                }
                at += 2;
                brackets++;
                parts.add(expression());
                brackets--;
                skip(true);
                take('}');
            } else if (peek() == '\\') {
                char escaped = text.charAt(at + 1);
                plain.append(escaped == 'n' ? '\n' : escaped);
                at += 2;
            } else {
                plain.append(text.charAt(at++));
            }
        }
        take('"');
        if (parts.isEmpty()) {
            return new HclExpression.Literal(plain.toString());
        }
        if (plain.length() > 0) {
            parts.add(new HclExpression.Literal(plain.toString()));
        }
        return new HclExpression.Text(parts);
    }

    private HclExpression number() {
        int begin = at;
        do {
            at++;
        } while (at < text.length() && (Character.isDigit(peek()) || peek() == '.'));
        return new HclExpression.Literal(new BigDecimal(text.substring(begin, at)));
    }

    private String word() {
        int begin = at;
        while (at < text.length() && (Character.isLetterOrDigit(peek()) || peek() == '_' || peek() == '-')) {
            at++;
        }
        if (begin == at) {
            throw wrong("no name");
        }
        return text.substring(begin, at);
    }

    private void skip(boolean lines) {
        while (at < text.length()) {
            if (peek() == '#') {
                int end = text.indexOf('\n', at);
                at = end < 0 ? text.length() : end;
            } else if (peek() == ' ' || lines && peek() == '\n') {
                at++;
            } else {
                return;
            }
        }
    }

    private char peek() {
        if (at >= text.length()) {
            throw wrong("the end");
        }
        return text.charAt(at);
    }

    private void take(char wanted) {
        if (peek() != wanted) {
            throw wrong("no " + wanted);
        }
        at++;
    }

    private IllegalArgumentException wrong(String what) {
        long line = text.substring(0, Math.min(at, text.length())).lines().count();
        return new IllegalArgumentException("line " + line + ": " + what + " in the HCL that this reader knows");
    }
}
