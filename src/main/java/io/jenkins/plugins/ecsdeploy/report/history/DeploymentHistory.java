package io.jenkins.plugins.ecsdeploy.report.history;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
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
     * @param age of the end of a deployment
     */
    public record Limits(int rows, Duration age) {}

    private final Path folder;
    private final Path file;
    private final Clock clock;
    private final Deque<DeploymentRow> rows = new ArrayDeque<>();
    private int lines;

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
        if (rows.stream().noneMatch(row::isSameAs)) {
            rows.addFirst(row);
            return;
        }
        replace(known -> known.isSameAs(row) ? row : known);
    }

    private boolean replace(UnaryOperator<DeploymentRow> change) {
        List<DeploymentRow> changed = rows.stream().map(change).toList();
        boolean differs = !changed.equals(List.copyOf(rows));
        rows.clear();
        rows.addAll(changed);
        return differs;
    }

    private void drop(Limits limits) {
        Instant oldest = clock.instant().minus(limits.age());
        rows.removeIf(row -> {
            Instant end = row.endedAt();
            return end != null && end.isBefore(oldest);
        });
        for (Iterator<DeploymentRow> last = rows.descendingIterator();
                rows.size() > limits.rows() && last.hasNext(); ) {
            last.next();
            last.remove();
        }
    }

    /** A job was renamed or moved; those below a folder too. */
    public synchronized void renamed(String oldName, String newName) throws IOException {
        boolean changed = replace(row -> {
            if (row.job().equals(oldName)) {
                return row.ofJob(newName);
            }
            return row.job().startsWith(oldName + "/")
                    ? row.ofJob(newName + row.job().substring(oldName.length()))
                    : row;
        });
        if (changed) {
            rewrite();
        }
    }

    private void rewrite() throws IOException {
        Files.createDirectories(folder);
        Path written = Files.createTempFile(folder, NAME, ".tmp");
        List<DeploymentRow> oldestFirst = new ArrayList<>();
        rows.descendingIterator().forEachRemaining(oldestFirst::add);
        Files.write(written, oldestFirst.stream().map(RowFormat::line).toList(), StandardCharsets.UTF_8);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        lines = rows.size();
    }

    /** Newest first. */
    public synchronized List<DeploymentRow> rows() {
        return List.copyOf(rows);
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
