package io.jenkins.plugins.ecsdeploy.registry.archive;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Which tags of a repository are likely to name an earlier build of the same image. A registry doesn't say when a tag was
 * set; but build 118 is mostly preceded by build 117, and version 1.10.0 by 1.9.3.
 */
final class PreviousTags {

    private static final int MOST = 3;
    private static final Pattern PIECES = Pattern.compile("\\d{1,18}|\\D+|\\d+");

    /** Numbers in tags by their value, all else by its letters. */
    private static final Comparator<String> NATURAL = PreviousTags::compare;

    private PreviousTags() {}

    /**
     * @param there all tags of the repository
     * @param pushed those that are about to be set
     * @return the likeliest first
     */
    static List<String> choose(List<String> there, List<String> pushed) {
        String wanted = pushed.get(0);
        List<String> others = new ArrayList<>(there);
        others.removeAll(pushed);
        Comparator<String> before = Comparator.comparing(tag -> NATURAL.compare(tag, wanted) > 0);
        others.sort(before.thenComparing(NATURAL.reversed()));
        List<String> chosen = new ArrayList<>(others.subList(0, Math.min(MOST, others.size())));
        if (others.contains("latest") && !chosen.contains("latest")) {
            chosen.add("latest");
        }
        return chosen;
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
