package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/**
 * Finds the name that was probably meant by a misspelled one: the fewest letters to insert, drop, replace or swap with
 * their neighbour (the optimal string alignment distance), ignoring case.
 */
public final class NearestName {

    private static final int LONGEST_COMPARED = 64;

    private final Collection<String> known;

    public NearestName(Collection<String> known) {
        this.known = known;
    }

    /** The nearest name, or nothing if none is near enough. */
    Optional<String> to(String misspelled) {
        if (misspelled.length() > LONGEST_COMPARED) {
            return Optional.empty();
        }
        String wanted = misspelled.toLowerCase(Locale.ROOT);
        String nearest = null;
        int fewest = 1 + Math.max(1, misspelled.length() / 3);
        for (String name : known) {
            if (Math.abs(name.length() - misspelled.length()) < fewest) {
                int distance = distance(wanted, name.toLowerCase(Locale.ROOT));
                if (distance < fewest) {
                    fewest = distance;
                    nearest = name;
                }
            }
        }
        return Optional.ofNullable(nearest);
    }

    /** {@code "; did you mean X?"}, or nothing. */
    public String question(String misspelled) {
        return to(misspelled).map(name -> "; did you mean " + name + "?").orElse("");
    }

    private static int distance(String a, String b) {
        int[] beforePrevious = new int[b.length() + 1];
        int[] previous = new int[b.length() + 1];
        int[] current = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                int best = Math.min(replaced, 1 + Math.min(previous[j], current[j - 1]));
                boolean swapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                current[j] = swapped ? Math.min(best, beforePrevious[j - 2] + 1) : best;
            }
            int[] recycled = beforePrevious;
            beforePrevious = previous;
            previous = current;
            current = recycled;
        }
        return previous[b.length()];
    }
}
