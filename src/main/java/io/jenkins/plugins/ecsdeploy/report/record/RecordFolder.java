package io.jenkins.plugins.ecsdeploy.report.record;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.stream.Stream;

/** The records of one build: a file for each service. */
public final class RecordFolder {

    private static final String ENDING = ".jsonl";

    private final Path folder;
    private final ConcurrentMap<RecordedService, RecordFile> files = new ConcurrentHashMap<>();

    /** @param folder need not exist */
    public RecordFolder(Path folder) {
        this.folder = folder;
    }

    /** Whether there is something about this service already. */
    public boolean has(RecordedService service) {
        return Files.exists(folder.resolve(service.fileName()));
    }

    /** @throws IOException if it can't be written */
    public void append(RecordedService service, DeploymentEvent event) throws IOException {
        files.computeIfAbsent(service, added -> new RecordFile(folder, added.fileName()))
                .append(event);
    }

    /**
     * Every deployment of the build, in the order in which they began.
     *
     * @return empty if there is none
     * @throws IOException if a file can't be read
     */
    public List<DeploymentRecord> read() throws IOException {
        List<DeploymentRecord> records = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return records;
        }
        List<String> names;
        try (Stream<Path> listed = Files.list(folder)) {
            names = listed.map(path -> folder.relativize(path).toString())
                    .filter(name -> name.endsWith(ENDING))
                    .sorted()
                    .toList();
        }
        for (String name : names) {
            records.addAll(new RecordFile(folder, name).read());
        }
        records.sort(Comparator.comparing(DeploymentRecord::begun));
        return records;
    }
}
