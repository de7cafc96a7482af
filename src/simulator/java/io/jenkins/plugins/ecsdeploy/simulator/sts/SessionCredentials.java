package io.jenkins.plugins.ecsdeploy.simulator.sts;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The temporary credentials that STS has issued, so that services know whose they are and when they expire. */
public final class SessionCredentials {

    /** @param sessionName what the caller named the session; part of its identity */
    public record Session(
            String accessKeyId,
            String secretAccessKey,
            String sessionToken,
            Instant expiresAt,
            RoleArn role,
            String sessionName) {

        /** {@code arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION}. */
        String arn() {
            return "arn:aws:sts::" + role.accountId() + ":assumed-role/" + role.roleName() + "/" + sessionName;
        }

        /** {@code AROA…:SESSION}. */
        String assumedRoleId() {
            return "AROA" + UniqueId.of(role.text()) + ":" + sessionName;
        }

        @Override
        public String toString() {
            return "Session[" + accessKeyId + ", " + arn() + ", expiresAt=" + expiresAt + "]";
        }
    }

    private final Clock clock;
    private final Map<String, Session> byAccessKeyId = new ConcurrentHashMap<>();
    private final AtomicInteger number = new AtomicInteger();

    public SessionCredentials(Clock clock) {
        this.clock = clock;
    }

    Session issue(RoleArn role, String sessionName, Duration validity) {
        Session session = new Session(
                "ASIASIMULATED%07d".formatted(number.incrementAndGet()),
                "simulated+secret/"
                        + UUID.randomUUID().toString().replace("-", "").substring(0, 23),
                "simulated-session-token-" + UUID.randomUUID(),
                clock.instant().plus(validity).truncatedTo(ChronoUnit.SECONDS),
                role,
                sessionName);
        byAccessKeyId.put(session.accessKeyId(), session);
        return session;
    }

    /** The session of an access key; empty for a long-lived key and for one that this STS never issued. */
    public Optional<Session> find(String accessKeyId) {
        return Optional.ofNullable(byAccessKeyId.get(accessKeyId));
    }

    public boolean isExpired(String accessKeyId) {
        return find(accessKeyId)
                .filter(session -> !clock.instant().isBefore(session.expiresAt()))
                .isPresent();
    }
}
