package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Verdict;

/** What {@code onFailure: 'rollback'} makes of outcomes. */
final class FailureVerdict {

    private FailureVerdict() {}

    /** Whether there is something to bring back: not after a time-out or a stop, which leave a deployment alone. */
    static boolean needsRollback(Outcome outcome) {
        return outcome == Outcome.FAILED;
    }

    /** What became of failure and rollback: rolled back only if the previous task definition is steady again. */
    static Verdict after(String whyFailed, Verdict back) {
        return back.outcome() == Outcome.SUCCEEDED
                ? new Verdict(Outcome.ROLLED_BACK, whyFailed + " Rolled back, as onFailure says: " + back.reason())
                : new Verdict(
                        Outcome.FAILED,
                        whyFailed + " The rollback that onFailure asks for did not succeed (" + back.outcome() + "): "
                                + back.reason());
    }
}
