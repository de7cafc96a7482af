package io.jenkins.plugins.ecsdeploy.watch;

import io.jenkins.plugins.ecsdeploy.watch.state.ServiceEvent;
import java.io.Serializable;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Which service events were told. It keeps 8 bytes an event, and only of those that ECS still lists (100 at most), so
 * that a wait stays small in memory and in what is saved with a build.
 */
public final class ReportedEvents implements Serializable {

    private static final long serialVersionUID = 1L;

    private long[] told;

    public ReportedEvents() {
        this(new long[0]);
    }

    private ReportedEvents(long[] told) {
        this.told = told;
    }

    /** @return whether it was not told before */
    synchronized boolean add(String eventId) {
        long hash = hash(eventId);
        int at = Arrays.binarySearch(told, hash);
        if (at >= 0) {
            return false;
        }
        int place = -at - 1;
        long[] more = new long[told.length + 1];
        System.arraycopy(told, 0, more, 0, place);
        more[place] = hash;
        System.arraycopy(told, place, more, place + 1, told.length - place);
        told = more;
        return true;
    }

    /** Forgets what ECS no longer lists: its list only ever loses its oldest entries. */
    synchronized void keepOnly(List<ServiceEvent> listed) {
        if (told.length > listed.size()) {
            long[] known = listed.stream()
                    .mapToLong(event -> hash(event.id()))
                    .sorted()
                    .toArray();
            told = Arrays.stream(told)
                    .filter(hash -> Arrays.binarySearch(known, hash) >= 0)
                    .toArray();
        }
    }

    public synchronized ReportedEvents copy() {
        return new ReportedEvents(told.clone());
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
