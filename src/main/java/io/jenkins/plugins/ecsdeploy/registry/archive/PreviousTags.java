package io.jenkins.plugins.ecsdeploy.registry.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Selects the tags of a repository that probably name an earlier build of the same image. A registry doesn't report when a
 * tag was set, but build 118 usually follows build 117, and version 1.10.0 follows 1.9.3.
 */
final class PreviousTags {

    private static final int MAX_TAGS = 3;
    private static final Pattern PIECES = Pattern.compile("\\d{1,18}|\\D+|\\d+");

    /** Numbers in tags are compared by their value, everything else as text. */
    private static final Comparator<String> NATURAL = PreviousTags::compare;

    private PreviousTags() {}

    /**
     * @param existing all tags of the repository
     * @param pushed the tags to be set
     * @return the most likely one first
     */
    static List<String> select(List<String> existing, List<String> pushed) {
        String wanted = pushed.get(0);
        List<String> others = new ArrayList<>(existing);
        others.removeAll(pushed);
        Comparator<String> before = Comparator.comparing(tag -> NATURAL.compare(tag, wanted) > 0);
        others.sort(before.thenComparing(NATURAL.reversed()));
        List<String> selected = new ArrayList<>(others.subList(0, Math.min(MAX_TAGS, others.size())));
        if (others.contains("latest") && !selected.contains("latest")) {
            selected.add("latest");
        }
        return selected;
    }

    private static int compare(String one, String other) {
        List<String> left = pieces(one);
        List<String> right = pieces(other);
        for (int i = 0; i < Math.min(left.size(), right.size()); i++) {
            int difference = isNumber(left.get(i)) && isNumber(right.get(i))
                    ? Long.compare(Long.parseLong(left.get(i)), Long.parseLong(right.get(i)))
                    : left.get(i).compareTo(right.get(i));
            if (difference != 0) {
                return difference;
            }
        }
        return Integer.compare(left.size(), right.size());
    }

    private static List<String> pieces(String tag) {
        return PIECES.matcher(tag).results().map(MatchResult::group).toList();
    }

    private static boolean isNumber(String piece) {
        return piece.length() <= 18 && Character.isDigit(piece.charAt(0));
    }
}
