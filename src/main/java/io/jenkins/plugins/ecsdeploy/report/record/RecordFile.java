package io.jenkins.plugins.ecsdeploy.report.record;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * The file of one record: an event a line, appended as it happens, so that a killed controller loses at most the last one.
 * At most 256 KB: long texts are cut ({@link EventCut}), and near the end only pauses, answers and the outcome are kept.
 */
public final class RecordFile {

    /** Bytes. */
    public static final int LIMIT = 256 * 1024;

    /** Bytes that only pauses, answers and outcomes may fill. */
    private static final int RESERVE = 96 * 1024;

    private final Path folder;
    private final Path path;
    private boolean cut;

    /** @param folder need not exist */
    public RecordFile(Path folder, String name) {
        this.folder = folder;
        this.path = folder.resolve(name);
    }

    /**
     * Appends to the file, which is made if it is absent. What there is no room for is left out; the record says so.
     *
     * @throws IOException if the file can't be written
     */
    public synchronized void append(DeploymentEvent event) throws IOException {
        long size = Files.exists(path) ? Files.size(path) : 0;
        byte[] line = bytes(EventCut.cut(event));
        if (isEssential(event)) {
            if (size + line.length <= LIMIT) {
                write(line);
            }
        } else if (!cut && size + line.length <= LIMIT - RESERVE) {
            write(line);
        } else if (!cut) {
            cut = true;
            write(bytes(new DeploymentEvent.Cut(event.at())));
        }
    }

    private static boolean isEssential(DeploymentEvent event) {
        return event instanceof DeploymentEvent.Paused
                || event instanceof DeploymentEvent.Answered
                || event instanceof DeploymentEvent.Ended;
    }

    private static byte[] bytes(DeploymentEvent event) {
        return (RecordFormat.line(event) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    /** Begins with a line end if a crash has left half a line: the event stays readable. */
    private void write(byte[] line) throws IOException {
        Files.createDirectories(folder);
        byte[] written = endsWithinLine() ? prepended(line) : line;
        Files.write(path, written, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private boolean endsWithinLine() throws IOException {
        if (!Files.exists(path) || Files.size(path) == 0) {
            return false;
        }
        try (var file = Files.newByteChannel(path)) {
            file.position(file.size() - 1);
            var last = java.nio.ByteBuffer.allocate(1);
            file.read(last);
            return last.get(0) != '\n';
        }
    }

    private static byte[] prepended(byte[] line) {
        byte[] all = new byte[line.length + 1];
        all[0] = '\n';
        System.arraycopy(line, 0, all, 1, line.length);
        return all;
    }

    /**
     * The deployments of this file as far as they are written: each begins where one was started.
     *
     * @throws IOException if the file can't be read; lines that are no events are counted in the last record instead
     */
    public List<DeploymentRecord> read() throws IOException {
        List<List<DeploymentEvent>> deployments = new ArrayList<>();
        int unreadable = 0;
        try (BufferedReader lines = reader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    RecordFormat.read(line).ifPresent(event -> add(event, deployments));
                } catch (JsonProcessingException noEvent) {
                    unreadable++;
                }
            }
        }
        List<DeploymentRecord> records = new ArrayList<>();
        for (int i = 0; i < deployments.size(); i++) {
            boolean isLast = i == deployments.size() - 1;
            records.add(DeploymentRecord.of(deployments.get(i), isLast ? unreadable : 0));
        }
        return records.isEmpty() && unreadable > 0 ? List.of(DeploymentRecord.of(List.of(), unreadable)) : records;
    }

    private static void add(DeploymentEvent event, List<List<DeploymentEvent>> deployments) {
        if (deployments.isEmpty() || event instanceof DeploymentEvent.Started) {
            deployments.add(new ArrayList<>());
        }
        deployments.get(deployments.size() - 1).add(event);
    }

    private BufferedReader reader() throws IOException {
        return new BufferedReader(new InputStreamReader(
                Files.newInputStream(path),
                StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPLACE)
                        .onUnmappableCharacter(CodingErrorAction.REPLACE)));
    }
}
