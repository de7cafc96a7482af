package io.jenkins.plugins.ecsdeploy.service;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a job has applied to a service last, as a fingerprint of each member: what the service has meanwhile that differs was
 * changed by somebody else.
 *
 * @param fingerprints by the member's name; empty if nothing is known
 */
public record AppliedMembers(Map<String, String> fingerprints) {

    public AppliedMembers {
        fingerprints = Collections.unmodifiableMap(new TreeMap<>(fingerprints));
    }

    public static AppliedMembers none() {
        return new AppliedMembers(Map.of());
    }

    /** Whether the definition asks for the same as then. */
    boolean asks(String member, Map<String, String> now) {
        String then = fingerprints.get(member);
        return then != null && then.equals(now.get(member));
    }
}
