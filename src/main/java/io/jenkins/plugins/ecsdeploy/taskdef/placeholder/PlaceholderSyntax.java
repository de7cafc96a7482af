package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderScanner.Token;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TextPart;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntUnaryOperator;

/** Finds the placeholders in a text, by the styles of its template. */
public final class PlaceholderSyntax {

    private final List<PlaceholderScanner> scanners;

    PlaceholderSyntax(List<PlaceholderScanner> scanners) {
        this.scanners = List.copyOf(scanners);
    }

    /**
     * Splits a text into its parts.
     *
     * @param sourceOffset leads from an index in the text to the offset in the source
     * @return empty if nothing in the text looks like a placeholder
     */
    public List<TextPart> split(String text, IntUnaryOperator sourceOffset) {
        int next = nextFirstCharacter(text, 0);
        if (next < 0) {
            return List.of();
        }
        List<TextPart> parts = new ArrayList<>();
        int done = 0;
        while (next >= 0) {
            Token token = tokenAt(text, next, sourceOffset.applyAsInt(next));
            if (token != null) {
                literal(text.substring(done, next), parts);
                done = token.end();
                if (token.part() instanceof TextPart.Literal literal) {
                    literal(literal.text(), parts);
                } else {
                    parts.add(token.part());
                }
            }
            next = nextFirstCharacter(text, token == null ? next + 1 : done);
        }
        if (done == 0) {
            return List.of();
        }
        literal(text.substring(done), parts);
        return parts;
    }

    private static void literal(String text, List<TextPart> parts) {
        if (!text.isEmpty()) {
            parts.add(new TextPart.Literal(text));
        }
    }

    private int nextFirstCharacter(String text, int from) {
        int nearest = -1;
        for (PlaceholderScanner scanner : scanners) {
            int found = text.indexOf(scanner.firstCharacter(), from);
            if (found >= 0 && (nearest < 0 || found < nearest)) {
                nearest = found;
            }
        }
        return nearest;
    }

    /** What begins at the index: a placeholder, something like one, or null. */
    @CheckForNull
    public Token tokenAt(String text, int index, int sourceOffset) {
        for (PlaceholderScanner scanner : scanners) {
            if (index < text.length() && text.charAt(index) == scanner.firstCharacter()) {
                Token token = scanner.tokenAt(text, index, sourceOffset);
                if (token != null) {
                    return token;
                }
            }
        }
        return null;
    }
}
