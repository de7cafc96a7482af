/**
 * Verdicts: pure functions from one {@link io.jenkins.plugins.ecsdeploy.watch.state.Observation} to an outcome and its
 * reason in a sentence. No clock, no calls. Start with {@link io.jenkins.plugins.ecsdeploy.watch.judge.OutcomeJudge};
 * docs/outcomes.md has all outcomes.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.watch.judge;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
