package io.jenkins.plugins.ecsdeploy.pushbench;

import io.jenkins.plugins.ecsdeploy.registry.ImagePush;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import io.jenkins.plugins.ecsdeploy.registry.client.RegistryClient;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.http.Retries;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushProgress;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Takes "archive registry tag" from its input, pushes, and answers with seconds, CPU seconds and resident megabytes. */
final class AgentProcess {

    private static final String REPOSITORY = "bench";

    private AgentProcess() {}

    public static void main(String[] arguments) throws Exception {
        HttpClient http = RegistryClient.httpClient();
        ProcessUse self = new ProcessUse(ProcessHandle.current().pid());
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String order = orders.readLine(); order != null; order = orders.readLine()) {
            String[] words = order.split(" ");
            self.resetPeak();
            double cpuBefore = self.cpuSeconds();
            long begun = System.nanoTime();
            new ImagePush(http, Retries.standard(), PushProgress.NONE)
                    .push(
                            PushSource.Archive.at(Path.of(words[0])),
                            RegistryTarget.of(words[1], REPOSITORY),
                            Optional.empty(),
                            List.of(words[2]),
                            PushOptions.STANDARD.withCacheFrom(List.of("v1")));
            System.out.println("OK " + (System.nanoTime() - begun) / 1e9 + " " + (self.cpuSeconds() - cpuBefore) + " "
                    + self.peakMemoryMb());
        }
    }
}
