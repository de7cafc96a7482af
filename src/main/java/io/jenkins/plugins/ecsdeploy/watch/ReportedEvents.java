package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Which service events were reported. It keeps 8 bytes an event, and only of those that ECS still lists (100 at most),
 * so that a wait stays small in memory and in what is saved with a build.
 */
public final class ReportedEvents implements Serializable {

    private static final long serialVersionUID = 1L;

    private long[] hashes;

    public ReportedEvents() {
        this(new long[0]);
    }

    private ReportedEvents(long[] hashes) {
        this.hashes = hashes;
    }

    /** @return whether it was not reported before */
    public synchronized boolean add(String eventId) {
        long hash = hash(eventId);
        int at = Arrays.binarySearch(hashes, hash);
        if (at >= 0) {
            return false;
        }
        int place = -at - 1;
        long[] more = new long[hashes.length + 1];
        System.arraycopy(hashes, 0, more, 0, place);
        more[place] = hash;
        System.arraycopy(hashes, place, more, place + 1, hashes.length - place);
        hashes = more;
        return true;
    }

    /** Forgets what ECS no longer lists: its list only ever loses its oldest entries. */
    synchronized void keepOnly(List<ServiceEvent> listed) {
        if (hashes.length > listed.size()) {
            long[] known = listed.stream()
                    .mapToLong(event -> hash(event.id()))
                    .sorted()
                    .toArray();
            hashes = Arrays.stream(hashes)
                    .filter(hash -> Arrays.binarySearch(known, hash) >= 0)
                    .toArray();
        }
    }

    public synchronized ReportedEvents copy() {
        return new ReportedEvents(hashes.clone());
    }

    /** FNV-1a, 64 bits: two of a hundred ids meet about once in 10^15 deployments. */
    private static long hash(String eventId) {
        long hash = 0xcbf29ce484222325L;
        for (byte octet : eventId.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (octet & 0xff)) * 0x100000001b3L;
        }
        return hash;
    }
}
