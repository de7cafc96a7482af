package io.jenkins.plugins.ecsdeploy.verify;

import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Collects what all checks find, each finding once. */
public final class VerifyReport {

    /** How bad a finding is. */
    public enum Severity {
        /** The deployment would fail. */
        FAULT,
        /** It may fail, or that could not be read. */
        WARNING,
        /** What was not checked, and why. */
        NOTE
    }

    /**
     * What a check found.
     *
     * @param action the IAM action of the call that showed it; empty if that was not AWS
     * @param message what is so, and what to do
     */
    public record Finding(Severity severity, String action, String message) {

        /** {@code message [action]}. */
        @Override
        public String toString() {
            return action.isEmpty() ? message : message + " [" + action + "]";
        }
    }

    /** Reads something, which may be denied. */
    @FunctionalInterface
    interface Read<T> {
        T get() throws InterruptedException;
    }

    /** Checks something, which may be denied. */
    @FunctionalInterface
    interface Look {
        void run() throws InterruptedException;
    }

    private final List<Finding> findings = new ArrayList<>();

    void fault(String action, String message) {
        add(new Finding(Severity.FAULT, action, message));
    }

    void warning(String action, String message) {
        add(new Finding(Severity.WARNING, action, message));
    }

    void note(String action, String message) {
        add(new Finding(Severity.NOTE, action, message));
    }

    private void add(Finding finding) {
        if (!findings.contains(finding)) {
            findings.add(finding);
        }
    }

    /**
     * Looks; what may not be read, or can't be now, is a warning.
     *
     * @param what is looked at, as it reads before "was not checked"
     * @throws AwsCallException if there are no credentials, or the build is aborted
     */
    void look(String what, Look look) throws InterruptedException {
        read(what, () -> {
            look.run();
            return true;
        });
    }

    /** The same for a value that later checks need. */
    <T> Optional<T> read(String what, Read<T> read) throws InterruptedException {
        try {
            return Optional.of(read.get());
        } catch (AwsCallException unreadable) {
            switch (unreadable.kind()) {
                case INTERRUPTED, BAD_CREDENTIALS, EXPIRED_CREDENTIALS -> throw unreadable;
                default -> warning(unreadable.action(), what + " was not checked: " + unreadable.getMessage());
            }
            return Optional.empty();
        }
    }

    public List<Finding> of(Severity severity) {
        return findings.stream().filter(one -> one.severity() == severity).toList();
    }
}
