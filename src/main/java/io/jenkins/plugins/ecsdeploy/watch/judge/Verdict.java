package io.jenkins.plugins.ecsdeploy.watch.judge;

/**
 * An outcome and its reason in a sentence, for the person who reads the build.
 *
 * @param reason never empty
 */
public record Verdict(Outcome outcome, String reason) {}
