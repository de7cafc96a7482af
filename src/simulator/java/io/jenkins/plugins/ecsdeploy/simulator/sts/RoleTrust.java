package io.jenkins.plugins.ecsdeploy.simulator.sts;

import java.time.Duration;

/**
 * What a role requires of its caller.
 *
 * @param externalId that must be given; empty for none
 * @param maxSession the role's MaxSessionDuration
 */
public record RoleTrust(String externalId, Duration maxSession) {

    /** A role that everybody may assume, for as long as a role's sessions can be. */
    public static final RoleTrust OPEN = new RoleTrust("", Duration.ofHours(12));

    public static RoleTrust requiringExternalId(String externalId) {
        return new RoleTrust(externalId, OPEN.maxSession());
    }
}
