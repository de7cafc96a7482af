package io.jenkins.plugins.ecsdeploy.operations.await.saved;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.Serializable;
import java.time.Instant;

/**
 * How a step waits for all its services. Saved with the build, so of plain values.
 *
 * @param untilWord see {@link Until#word}
 * @param deadlineMillis when the wait is over, since the epoch; the deployment is left as it is then
 * @param failFast whether a deployment that can no longer succeed is rolled back at once
 * @param rollBackOnFailure whether the previous task definition is deployed again if a deployment failed and stayed
 * @param rollBackOnAbort whether a person who stops the build rolls back what is in progress
 * @param keepRevisions how many of the newest revisions stay after all services have succeeded; null for all
 */
public record AwaitTerms(
        String untilWord,
        long deadlineMillis,
        boolean failFast,
        boolean rollBackOnFailure,
        boolean rollBackOnAbort,
        @CheckForNull Integer keepRevisions)
        implements Serializable {

    /** Waits, and changes nothing. */
    public static AwaitTerms of(Until until, Instant deadline) {
        return new AwaitTerms(until.word(), deadline.toEpochMilli(), false, false, false, null);
    }

    public AwaitTerms withFailFast(boolean wanted) {
        return new AwaitTerms(untilWord, deadlineMillis, wanted, rollBackOnFailure, rollBackOnAbort, keepRevisions);
    }

    public AwaitTerms withRollBackOnFailure(boolean wanted) {
        return new AwaitTerms(untilWord, deadlineMillis, failFast, wanted, rollBackOnAbort, keepRevisions);
    }

    public AwaitTerms withRollBackOnAbort(boolean wanted) {
        return new AwaitTerms(untilWord, deadlineMillis, failFast, rollBackOnFailure, wanted, keepRevisions);
    }

    public AwaitTerms withKeepRevisions(@CheckForNull Integer newest) {
        return new AwaitTerms(untilWord, deadlineMillis, failFast, rollBackOnFailure, rollBackOnAbort, newest);
    }

    Until until() {
        return new Until(untilWord);
    }

    public Instant deadline() {
        return Instant.ofEpochMilli(deadlineMillis);
    }
}
