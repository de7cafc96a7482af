package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The deployment targets of the global configuration, and which of them a step uses. */
record Targets(List<TargetSettings> all) {

    Targets {
        all = List.copyOf(all);
    }

    /** What is wrong with one of them, or with them together: a step would silently take one of two. */
    Optional<String> fault() {
        Set<String> names = new HashSet<>();
        for (TargetSettings target : all) {
            if (target.name().isEmpty()) {
                return Optional.of("A deployment target has no name.");
            }
            if (!names.add(target.name())) {
                return Optional.of("There are two deployment targets \"" + target.name() + "\": names must differ.");
            }
            Optional<String> own = target.fault();
            if (own.isPresent()) {
                return own;
            }
        }
        List<String> defaults = all.stream()
                .filter(TargetSettings::isDefault)
                .map(TargetSettings::name)
                .toList();
        return defaults.size() > 1
                ? Optional.of("These deployment targets are all marked as default: " + String.join(", ", defaults)
                        + ". Mark at most one.")
                : Optional.empty();
    }

    /**
     * The target that a step names; if it names none, the default target, provided that the job may use it.
     *
     * @param job its full name
     * @throws AbortException if there is no target of that name, or the job may not use it
     */
    Optional<TargetSettings> of(AwsSettings step, String job) throws AbortException {
        String name = step.target();
        if (name == null) {
            return all.stream()
                    .filter(TargetSettings::isDefault)
                    .filter(target -> target.isAllowedFor(job))
                    .findFirst();
        }
        TargetSettings named = all.stream()
                .filter(target -> target.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AbortException("There is no deployment target \"" + name
                        + "\". An administrator adds one under Manage Jenkins, System, Amazon ECS Deploy."));
        if (!named.isAllowedFor(job)) {
            throw new AbortException("The deployment target \"" + name + "\" may not be used by " + job
                    + ": it is limited to other jobs. An administrator can change that.");
        }
        return Optional.of(named);
    }
}
