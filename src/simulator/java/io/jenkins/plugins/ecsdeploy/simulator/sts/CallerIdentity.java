package io.jenkins.plugins.ecsdeploy.simulator.sts;

import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.Optional;

/**
 * Who an access key belongs to.
 *
 * @param assumed whether it is a session of a role rather than a user
 */
record CallerIdentity(String accountId, String arn, String userId, boolean assumed) {

    /** The IAM user that every long-lived key belongs to. */
    private static final String USER_NAME = "jenkins";

    static CallerIdentity of(Caller caller, AwsAccount account, SessionCredentials sessions) {
        Optional<SessionCredentials.Session> session = sessions.find(caller.accessKeyId());
        return session.map(
                        found -> new CallerIdentity(found.role().accountId(), found.arn(), found.assumedRoleId(), true))
                .orElseGet(() -> {
                    String arn = "arn:aws:iam::" + account.id() + ":user/" + USER_NAME;
                    return new CallerIdentity(account.id(), arn, "AIDA" + UniqueId.of(arn), false);
                });
    }
}
