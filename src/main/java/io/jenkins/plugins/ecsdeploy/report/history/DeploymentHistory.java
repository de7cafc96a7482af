package io.jenkins.plugins.ecsdeploy.report.history;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The deployments of all jobs, newest first; the file holds a line for each change and is written again, in one move, once it
 * is twice as long as needed. Rows that are too many or too old are dropped.
 */
public final class DeploymentHistory {

    private static final String NAME = "ecs-deployments.jsonl";

    /**
     * How much is kept.
     *
     * @param rows at least 1
     * @param age of the end of a deployment; of its begin, if nobody saw the end
     */
    public record Limits(int rows, Duration age) {}

    /** What makes two rows the same deployment. */
    private record Key(String job, int build, RecordedService service, Instant startedAt) {

        static Key of(DeploymentRow row) {
            return new Key(row.job(), row.build(), row.service(), row.startedAt());
        }
    }

    private final Path folder;
    private final Path file;
    private final Clock clock;

    /** Oldest first. */
    private final Map<Key, DeploymentRow> rows = new LinkedHashMap<>();

    private int lines;

    /** Newest first; null after a change, until somebody asks. */
    @CheckForNull
    private List<DeploymentRow> listed;

    /** The same by job. */
    @CheckForNull
    private Map<String, List<DeploymentRow>> listedByJob;

    private DeploymentHistory(Path folder, Clock clock) {
        this.folder = folder;
        this.file = folder.resolve(NAME);
        this.clock = clock;
    }

    /**
     * Reads what there is; lines that can't be read are left out.
     *
     * @param folder its file need not exist
     * @throws IOException if it can't be read: then it must not be written either
     */
    public static DeploymentHistory load(Path folder, Clock clock) throws IOException {
        DeploymentHistory history = new DeploymentHistory(folder, clock);
        history.read();
        return history;
    }

    private synchronized void read() throws IOException {
        if (Files.exists(file)) {
            for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
                lines++;
                RowFormat.read(line).ifPresent(this::keep);
            }
        }
    }

    /**
     * Adds a deployment, or replaces what is known about it.
     *
     * @throws IOException if it can't be written; it is kept in memory all the same
     */
    public synchronized void put(DeploymentRow row, Limits limits) throws IOException {
        keep(row);
        drop(limits);
        if (lines >= 2 * Math.max(rows.size(), limits.rows() / 2)) {
            rewrite();
        } else {
            Files.createDirectories(folder);
            Files.writeString(file, RowFormat.line(row) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            lines++;
        }
    }

    /** The newest row of a deployment replaces earlier ones, in the place of the first. */
    private void keep(DeploymentRow row) {
        rows.put(Key.of(row), row);
        changed();
    }

    private void changed() {
        listed = null;
        listedByJob = null;
    }

    private void drop(Limits limits) {
        Instant oldest = clock.instant().minus(limits.age());
        rows.values().removeIf(row -> {
            Instant end = row.endedAt();
            return (end == null ? row.startedAt() : end).isBefore(oldest);
        });
        Iterator<DeploymentRow> first = rows.values().iterator();
        for (int tooMany = rows.size() - limits.rows(); tooMany > 0; tooMany--) {
            first.next();
            first.remove();
        }
    }

    /** A job was renamed or moved; those below a folder too. */
    public synchronized void renamed(String oldName, String newName) throws IOException {
        List<DeploymentRow> before = List.copyOf(rows.values());
        rows.clear();
        before.forEach(row -> keep(row.ofJob(newName(row.job(), oldName, newName))));
        if (!before.equals(List.copyOf(rows.values()))) {
            rewrite();
        }
    }

    private static String newName(String job, String oldName, String newName) {
        return job.equals(oldName) || job.startsWith(oldName + "/") ? newName + job.substring(oldName.length()) : job;
    }

    private void rewrite() throws IOException {
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, NAME, ".tmp");
        Files.write(written, rows.values().stream().map(RowFormat::line).toList(), StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = rows.size();
    }

    /** Newest first. */
    public synchronized List<DeploymentRow> rows() {
        if (listed == null) {
            List<DeploymentRow> newestFirst = new ArrayList<>(rows.values());
            Collections.reverse(newestFirst);
            listed = Collections.unmodifiableList(newestFirst);
        }
        return listed;
    }

    /** Those of one job, newest first. */
    public synchronized List<DeploymentRow> rows(String job) {
        if (listedByJob == null) {
            listedByJob = rows().stream().collect(Collectors.groupingBy(DeploymentRow::job));
        }
        return Collections.unmodifiableList(listedByJob.getOrDefault(job, List.of()));
    }

    /** What each service runs, the one with the newest deployment first. */
    public static List<ServiceStatus> services(Collection<DeploymentRow> newestFirst) {
        Map<Object, List<DeploymentRow>> byService = newestFirst.stream()
                .collect(Collectors.groupingBy(DeploymentRow::service, LinkedHashMap::new, Collectors.toList()));
        return byService.values().stream().map(ServiceStatus::of).toList();
    }

    /**
     * A service as the deployments of this controller left it.
     *
     * @param newest its newest deployment
     * @param running the deployment since which it runs what it runs; empty if none that is known decides that
     */
    public record ServiceStatus(DeploymentRow newest, Optional<DeploymentRow> running) {

        static ServiceStatus of(List<DeploymentRow> newestFirst) {
            return new ServiceStatus(
                    newestFirst.get(0),
                    newestFirst.stream()
                            .filter(row -> row.runsSince().isPresent())
                            .findFirst());
        }
    }
}
