package io.jenkins.plugins.ecsdeploy.ecr;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The logins that ECR gave, kept in memory and asked for again an hour before they end: a push that begins with one has
 * that much time. Safe for many builds at once; of two that ask for the same login, one asks ECR.
 */
public final class EcrLogins {

    private static final Duration RENEW_BEFORE_END = Duration.ofHours(1);

    private static final class Entry {
        private EcrAuthorization login;
    }

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public EcrLogins(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param caller who asks, and for which registry; two callers that may not share a login must differ here
     * @param ask how to get a new one
     */
    public EcrAuthorization get(String caller, Supplier<EcrAuthorization> ask) {
        forgetEnded();
        Entry entry = entries.computeIfAbsent(caller, key -> new Entry());
        synchronized (entry) {
            if (entry.login == null || !renewAt(entry.login).isAfter(clock.instant())) {
                entry.login = ask.get();
            }
            return entry.login;
        }
    }

    /** After the registry refused it. Does nothing where it has been renewed since. */
    public void forget(String caller, EcrAuthorization refused) {
        Entry entry = entries.get(caller);
        if (entry != null) {
            synchronized (entry) {
                if (refused.equals(entry.login)) {
                    entry.login = null;
                }
            }
        }
    }

    private void forgetEnded() {
        entries.values().removeIf(entry -> {
            synchronized (entry) {
                return entry.login != null && entry.login.expiresAt().isBefore(clock.instant());
            }
        });
    }

    private static Instant renewAt(EcrAuthorization login) {
        return login.expiresAt().minus(RENEW_BEFORE_END);
    }
}
