package io.jenkins.plugins.ecsdeploy.chaos;

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

    static final List<KnownMismatch> ALL = List.of(
            known(
                    "StopServiceDeployment is sent again without a look (rollback.DeploymentRollback)",
                    Mismatch.Kind.REPEATED_BLINDLY,
                    "#\\d+ ecs:StopServiceDeployment .*",
                    "rolling, fails fast",
                    "ecs:StopServiceDeployment",
                    FaultKind.CUT_BEFORE),
            known(
                    "StopServiceDeployment takes effect twice, for the same reason",
                    Mismatch.Kind.TOO_MANY_EFFECTS,
                    "2 times ecs:StopServiceDeployment .*",
                    "rolling, fails fast",
                    "ecs:StopServiceDeployment",
                    FaultKind.CUT_AFTER),
            known(
                    "CodeDeploy's StopDeployment is sent again without a look (update.codedeploy.CodeDeployControl)",
                    Mismatch.Kind.REPEATED_BLINDLY,
                    "#\\d+ codedeploy:StopDeployment .*",
                    "CodeDeploy, fails fast",
                    "codedeploy:StopDeployment",
                    FaultKind.CUT_BEFORE),
            known(
                    "CodeDeploy's ContinueDeployment is sent again without a look (gate.CodeDeployPause)",
                    Mismatch.Kind.REPEATED_BLINDLY,
                    "#\\d+ codedeploy:ContinueDeployment .*",
                    "CodeDeploy, gated",
                    "codedeploy:ContinueDeployment",
                    FaultKind.CUT_BEFORE),
            known(
                    "the update that removes a pause hook is sent again without a look (gate.PauseHookRemoval)",
                    Mismatch.Kind.REPEATED_BLINDLY,
                    "#\\d+ ecs:UpdateService of settings .*",
                    "gated, continued",
                    "ecs:UpdateService",
                    2,
                    FaultKind.CUT_AFTER),
            known(
                    "a lost answer of CodeDeploy's ContinueDeployment ends the build (gate.CodeDeployPause)",
                    Mismatch.Kind.GAVE_UP,
                    "continueDeployment: codedeploy:ContinueDeployment .*",
                    "CodeDeploy, gated",
                    "codedeploy:ContinueDeployment",
                    FaultKind.CUT_AFTER),
            known(
                    "an update whose answer is from before it is taken for one that started nothing (issue 12, item 9)",
                    Mismatch.Kind.WRONG_ABOUT_UPDATE,
                    "it says that it started Optional.empty, .*",
                    "rolling",
                    "ecs:UpdateService",
                    FaultKind.STALE),
            known(
                    "only a count was asked for, and another task definition that came meanwhile is a success",
                    Mismatch.Kind.WRONG_OUTCOME,
                    "GREEN webshop: SUCCEEDED: other:1 runs with .*by others: OTHER_UPDATE_.*",
                    "a count",
                    "ecs:UpdateService",
                    FaultKind.OTHER_UPDATE_AFTER),
            known(
                    "one passing fault at ContinueServiceDeployment ends the build (gate.EcsPause)",
                    Mismatch.Kind.GAVE_UP,
                    "continueDeployment: ecs:ContinueServiceDeployment .*",
                    "gated, continued",
                    "ecs:ContinueServiceDeployment",
                    FaultKind.THROTTLED));

    private static KnownMismatch known(
            String name, Mismatch.Kind kind, String text, String story, String operation, FaultKind fault) {
        return known(name, kind, text, story, operation, 1, fault);
    }

    /** @param which of the operation's calls meets the fault: 1 for the first */
    private static KnownMismatch known(
            String name, Mismatch.Kind kind, String text, String story, String operation, int which, FaultKind fault) {
        return new KnownMismatch(
                name,
                kind,
                Pattern.compile(text, Pattern.DOTALL),
                () -> ChaosRun.of(Story.named(story), Mood.of(fault), Weather.at(operation, which, fault)));
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
