package io.jenkins.plugins.ecsdeploy.pushbench;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What was aimed at: our wall time at most so much of another tool's. Meant for the images of 300 MB. */
final class Aims {

    private static final String SKOPEO = "skopeo copy docker-archive:";
    private static final String DOCKER = "docker push";

    /** @param most of the other's wall time; of real files */
    private record Aim(Case which, String ours, String other, double most, double mostOfRealFiles) {}

    private static final List<Aim> ALL = List.of(
            new Aim(Case.COLD, "ecrPush docker-archive", SKOPEO, 1, 1),
            new Aim(Case.COLD, "ecrPush docker-archive, new JVM", SKOPEO, 1, 1),
            new Aim(Case.COLD, "ecrPush docker-archive, zstd", SKOPEO, 0.5, 0.5),
            new Aim(Case.COLD, "ecrPush docker-archive, zstd, new JVM", SKOPEO, 0.5, 0.5),
            new Aim(Case.CHANGED_FRESH, "ecrPush docker-archive", SKOPEO, 1, 1),
            new Aim(Case.CHANGED_FRESH, "ecrPush docker-archive, new JVM", SKOPEO, 1, 1),
            new Aim(Case.UNCHANGED_FRESH, "ecrPush docker-archive", SKOPEO, 1, 1),
            new Aim(Case.UNCHANGED_FRESH, "ecrPush docker-archive, new JVM", SKOPEO, 1, 1),
            new Aim(Case.CHANGED_WARM, "ecrPush docker-archive", SKOPEO, 1, 1),
            new Aim(Case.UNCHANGED, "ecrPush docker-archive", SKOPEO, 1, 1),
            new Aim(Case.COLD, "ecrPush image", DOCKER, 0.6, 1),
            new Aim(Case.COLD, "ecrPush image, new JVM", DOCKER, 0.6, 1),
            new Aim(Case.CHANGED_FRESH, "ecrPush image", DOCKER, 0.35, 0.55),
            new Aim(Case.CHANGED_FRESH, "ecrPush image, new JVM", DOCKER, 0.35, 0.55),
            new Aim(Case.UNCHANGED_FRESH, "ecrPush image", DOCKER, 0.05, 0.05),
            new Aim(Case.UNCHANGED_FRESH, "ecrPush image, new JVM", DOCKER, 0.05, 0.05));

    private Aims() {}

    /** @param medians by contender and case */
    static void print(boolean realFiles, Map<String, Map<Case, Measured>> medians) {
        System.out.printf("%n| | beside | aim | of its wall time | |%n|---|---|---|---|---|%n");
        for (Aim aim : ALL) {
            Measured ours = medians.getOrDefault(aim.ours(), Map.of()).get(aim.which());
            Measured other = medians.getOrDefault(aim.other(), Map.of()).get(aim.which());
            if (ours != null && other != null) {
                double most = realFiles ? aim.mostOfRealFiles() : aim.most();
                double share = ours.wallSeconds() / other.wallSeconds();
                System.out.printf(
                        Locale.ROOT,
                        "| %s: %s | %s | %.2f | %.2f | %s |%n",
                        aim.which().title,
                        aim.ours(),
                        aim.other(),
                        most,
                        share,
                        share <= most ? "met" : "missed");
            }
        }
    }
}
