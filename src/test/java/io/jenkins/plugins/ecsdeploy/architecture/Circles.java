package io.jenkins.plugins.ecsdeploy.architecture;

import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Finds what can't be brought into one direction. */
final class Circles {

    private Circles() {}

    /**
     * The arrows that are part of a circle.
     *
     * @param arrows from each name to those it knows
     * @return {@code a -> b}, for each arrow from which a way leads back; empty if there is no circle
     */
    static Set<String> among(Map<String, Set<String>> arrows) {
        Map<String, Set<String>> reached = new TreeMap<>();
        for (String start : arrows.keySet()) {
            reached.put(start, reach(start, arrows));
        }
        Set<String> circles = new LinkedHashSet<>();
        arrows.forEach((from, known) -> known.stream()
                .filter(to -> reached.getOrDefault(to, Set.of()).contains(from))
                .forEach(to -> circles.add(from + " -> " + to)));
        return circles;
    }

    private static Set<String> reach(String start, Map<String, Set<String>> arrows) {
        Set<String> seen = new TreeSet<>();
        Set<String> next = arrows.getOrDefault(start, Set.of());
        while (!next.isEmpty()) {
            Set<String> further = new TreeSet<>();
            for (String name : next) {
                if (seen.add(name)) {
                    further.addAll(arrows.getOrDefault(name, Set.of()));
                }
            }
            next = further;
        }
        return seen;
    }
}
