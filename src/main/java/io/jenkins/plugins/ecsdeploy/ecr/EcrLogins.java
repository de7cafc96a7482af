package io.jenkins.plugins.ecsdeploy.ecr;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * A cache of ECR logins, in memory. A login is renewed an hour before it expires, so a push has at least that much time.
 * Thread-safe: of several builds that need the same login at the same time, only one calls ECR.
 */
public final class EcrLogins {

    private static final Duration RENEW_BEFORE_END = Duration.ofHours(1);

    private static final class Entry {
        @CheckForNull
        private EcrAuthorization login;
    }

    private final Clock clock;
    private final Map<String, Entry> entries = new ConcurrentHashMap<>();

    public EcrLogins(Clock clock) {
        this.clock = clock;
    }

    /**
     * @param caller identifies credentials and registry: callers that must not share a login must differ here
     * @param authorize gets a new login
     */
    public EcrAuthorization get(String caller, Supplier<EcrAuthorization> authorize) {
        forgetExpired();
        Entry entry = entries.computeIfAbsent(caller, key -> new Entry());
        synchronized (entry) {
            EcrAuthorization login = entry.login;
            if (login == null || !renewAt(login).isAfter(clock.instant())) {
                entry.login = null;
                try {
                    login = authorize.get();
                    entry.login = login;
                    entries.put(caller, entry); // an earlier caller's request for it may have failed
                } finally {
                    if (entry.login == null) {
                        entries.remove(caller, entry);
                    }
                }
            }
            return login;
        }
    }

    /** Removes a login that the registry refused, unless it has been renewed since. */
    public void forget(String caller, EcrAuthorization refused) {
        Entry entry = entries.get(caller);
        if (entry != null) {
            synchronized (entry) {
                if (refused.equals(entry.login)) {
                    entry.login = null;
                    entries.remove(caller, entry);
                }
            }
        }
    }

    private void forgetExpired() {
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
