package io.jenkins.plugins.ecsdeploy.pagebench;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsClient;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.JenkinsProcess;
import io.jenkins.plugins.ecsdeploy.jenkins.driver.RealJenkins;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentHistory;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;

/**
 * How long a real Jenkins takes for the overview and for a job's history, with 2,000 deployments of 200 services by 20 jobs in its
 * list, and how many builds it loads for that: {@code -Djenkins.war=FILE -Djenkins.plugins=FOLDER}. Numbers: docs/benchmarks.md.
 */
public final class PageTimes {

    private static final int DEPLOYMENTS = 2_000;
    private static final int SERVICES = 200;
    private static final int JOBS = 20;
    private static final int BUILDS_A_JOB = 3;
    private static final int WARM_UP = 10;
    private static final int MEASURED = 50;
    private static final Instant NOW = Instant.parse("2026-11-01T12:00:00Z");
    private static final List<String> OUTCOMES =
            List.of("SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "SUCCEEDED", "ROLLED_BACK", "SUPERSEDED", "FAILED");

    private PageTimes() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        try (JenkinsProcess jenkins = RealJenkins.another(List.of(), List.of())) {
            fill(jenkins.home());
            inMemory(jenkins.home());
            jenkins.start();
            JenkinsClient client = new JenkinsClient(jenkins.url());
            makeJobs(client);
            System.out.println("builds in memory before: " + loadedBuilds(client));
            time(client, "whoAmI/"); // what any page takes here
            time(client, "ecs-deployments/");
            time(client, "ecs-deployments/api/json");
            time(client, "job/deploy-7/ecs-deployments/api/json");
            time(client, "job/deploy-7/ecs-deployments/");
            time(client, "job/deploy-8/changes"); // a page of Jenkins' own with the same side panel
        }
    }

    private static void fill(Path home) throws IOException {
        DeploymentHistory.Limits limits = new DeploymentHistory.Limits(DEPLOYMENTS, Duration.ofDays(3_650));
        DeploymentHistory history = DeploymentHistory.load(home, Clock.systemUTC());
        for (int i = 0; i < DEPLOYMENTS; i++) {
            history.put(row(i), limits);
        }
    }

    private static DeploymentRow row(int i) {
        int service = i % SERVICES;
        int round = i / SERVICES;
        String name = "service-" + service;
        Instant begun = NOW.plus(Duration.ofMinutes(i));
        return new DeploymentRow(
                "deploy-" + service % JOBS,
                1 + i / JOBS,
                new RecordedService("123456789012", "eu-central-1", "shop-" + service % 5, name),
                service % 2 == 0 ? "production" : "test",
                "ecs-svc/" + i,
                name + ":" + (round + 2),
                name + ":" + (round + 1),
                OUTCOMES.get(i % OUTCOMES.size()),
                name + ":" + (round + 2)
                        + " runs with 4 tasks; container web: exit code 1 (the program ended with an error)",
                "Started by an SCM change",
                begun,
                begun.plusSeconds(240));
    }

    private static void inMemory(Path home) throws IOException {
        long begun = System.nanoTime();
        DeploymentHistory history = DeploymentHistory.load(home, Clock.systemUTC());
        long loaded = System.nanoTime();
        int services = DeploymentHistory.services(history.rows()).size();
        System.out.printf(
                "in this JVM, cold: read the file %d ms, %d services of %d deployments %d ms%n",
                Duration.ofNanos(loaded - begun).toMillis(),
                services,
                history.rows().size(),
                Duration.ofNanos(System.nanoTime() - loaded).toMillis());
    }

    /** Each job has builds; after the reload none is in memory. */
    private static void makeJobs(JenkinsClient client) {
        client.script("""
                import hudson.model.FreeStyleProject
                import jenkins.model.Jenkins
                (0..<%d).each { n ->
                    def job = Jenkins.get().createProject(FreeStyleProject, 'deploy-' + n)
                    %d.times { job.scheduleBuild2(0).get() }
                }
                Jenkins.get().reload()
                """.formatted(JOBS, BUILDS_A_JOB));
    }

    private static String loadedBuilds(JenkinsClient client) {
        return client.script("""
                import hudson.model.FreeStyleProject
                import jenkins.model.Jenkins
                println Jenkins.get().getAllItems(FreeStyleProject).sum { it._getRuns().getLoadedBuilds().size() }
                """);
    }

    private static void time(JenkinsClient client, String path) {
        long first = millis(client, path);
        LongStream.range(0, WARM_UP).forEach(i -> millis(client, path));
        long[] times = LongStream.range(0, MEASURED)
                .map(i -> millis(client, path))
                .sorted()
                .toArray();
        System.out.printf(
                "%s: first %d ms, then median %d ms, 95th of 100 %d ms, longest %d ms, builds in memory now: %s%n",
                path,
                first,
                times[MEASURED / 2],
                times[MEASURED * 95 / 100],
                times[MEASURED - 1],
                loadedBuilds(client));
    }

    private static long millis(JenkinsClient client, String path) {
        long begun = System.nanoTime();
        HttpResponse<String> answer = client.get(path);
        if (answer.statusCode() != 200 || answer.body().length() < 1_000) {
            throw new IllegalStateException(path + ": " + answer.statusCode());
        }
        return Duration.ofNanos(System.nanoTime() - begun).toMillis();
    }
}
