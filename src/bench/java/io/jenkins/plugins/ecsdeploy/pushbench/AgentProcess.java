package io.jenkins.plugins.ecsdeploy.pushbench;

import io.jenkins.plugins.ecsdeploy.image.Compression;
import io.jenkins.plugins.ecsdeploy.registry.EngineRoute;
import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Reads "registry tag compression source" from its input, pushes, and prints seconds, CPU seconds and resident megabytes.
 * A source is the path of an archive, or the name of an image after the address of its engine.
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
            new ImagePush(Retries.standard(), PushProgress.NONE)
                    .push(
                            source(words),
                            RegistryTarget.of(words[0], REPOSITORY),
                            Optional.empty(),
                            List.of(words[1]),
                            new PushOptions(
                                    true,
                                    List.of("v1"),
                                    Compression.of(words[2]).orElseThrow()));
            System.out.println("OK " + (System.nanoTime() - begun) / 1e9 + " " + (self.cpuSeconds() - cpuBefore) + " "
                    + self.peakMemoryMb());
        }
    }

    private static PushSource source(String[] words) {
        return words.length == 4
                ? PushSource.Archive.at(Path.of(words[3]))
                : new PushSource.EngineImage(words[4], Map.of("DOCKER_HOST", words[3]), EngineRoute.AUTO);
    }
}
