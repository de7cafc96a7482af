package io.jenkins.plugins.ecsdeploy.pushbench;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.image.archive.ImageArchive;
import io.jenkins.plugins.ecsdeploy.registry.archive.ArchivePush;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.HttpClients;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Reads "archive registry tag" from its input, pushes, and prints seconds, CPU seconds and resident megabytes.
 */
final class AgentProcess {

    private static final String REPOSITORY = "bench";

    private AgentProcess() {}

    public static void main(String[] arguments) throws Exception {
        ProcessUse self = new ProcessUse(ProcessHandle.current().pid());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            self.resetPeak();
            double cpuBefore = self.cpuSeconds();
            long begun = System.nanoTime();
            RegistryTarget target = RegistryTarget.of(words[1], REPOSITORY);
            RegistryClient registry = new RegistryClient(
                    HttpClients.ofThisJvm().client(target), target, Optional.empty(), Retries.standard());
            try (ImageArchive archive = ImageArchive.open(Path.of(words[0]), Optional.empty(), Optional.empty())) {
                new ArchivePush(registry, new PushOptions(true, List.of("v1"), Compression.GZIP), PushProgress.NONE)
                        .push(archive, List.of(words[2]));
            }
            System.out.println("OK " + (System.nanoTime() - begun) / 1e9 + " " + (self.cpuSeconds() - cpuBefore) + " "
                    + self.peakMemoryMb());
        }
    }
}
