package io.jenkins.plugins.ecsdeploy.watch.judge;

import java.util.stream.Stream;

/**
 * An outcome and its reason in a sentence, for the person who reads the build.
 *
 * @param reason never empty
 */
public record Verdict(Outcome outcome, String reason) {

    /**
     * The same after this build asked for the rollback: ECS says that somebody did, or nothing of it. A circuit breaker or an
     * alarm that came first stays the reason.
     *
     * @param how the step or the parameter that asked
     */
    public Verdict askedForBy(String how) {
        if (outcome != Outcome.ROLLED_BACK) {
            return this;
        }
        return Stream.of(
                        Phrases.BY_OTHERS,
                        Phrases.STOPPED_BY_OTHERS,
                        Phrases.ENDED_BY_ECS,
                        Phrases.ENDED_BY_CODE_DEPLOY)
                .filter(reason::startsWith)
                .findFirst()
                .map(begin -> new Verdict(
                        outcome, "Rolled back by this build (" + how + "): " + reason.substring(begin.length())))
                .orElse(this);
    }
}
