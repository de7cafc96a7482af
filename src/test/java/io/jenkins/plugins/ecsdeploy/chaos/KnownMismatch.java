package io.jenkins.plugins.ecsdeploy.chaos;

import io.jenkins.plugins.ecsdeploy.chaos.fault.FaultKind;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A fault of the plugin's that the suite has found and that is not fixed yet. It excuses what it describes only as long as its
 * example still fails: once that is fixed, the suite is as strict as if it had never stood here, and says to delete it.
 *
 * @param name what is wrong, and where
 * @param kind of the mismatch
 * @param text what the mismatch says
 * @param example always meets it
 */
record KnownMismatch(String name, Mismatch.Kind kind, Pattern text, Supplier<ChaosRun> example) {

    static final List<KnownMismatch> ALL = List.of();

    /** One whose example is a single fault at the first call of an operation. */
    static KnownMismatch known(
            String name, Mismatch.Kind kind, String text, String story, String operation, FaultKind fault) {
        return new KnownMismatch(
                name,
                kind,
                Pattern.compile(text, Pattern.DOTALL),
                () -> ChaosRun.of(Story.named(story), Mood.of(fault), Weather.at(operation, 1, fault)));
    }

    boolean describes(Mismatch mismatch) {
        return mismatch.kind() == kind && text.matcher(mismatch.text()).matches();
    }

    /** Those that are not fixed yet, by their examples. */
    static List<KnownMismatch> stillThere() {
        return ALL.stream()
                .filter(known ->
                        known.example().get().run().mismatches().stream().anyMatch(known::describes))
                .toList();
    }
}
