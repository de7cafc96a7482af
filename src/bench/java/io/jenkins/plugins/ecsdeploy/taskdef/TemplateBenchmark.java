package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.registration.TaskDefinitionSchemas;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionSchema;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A definition of 10 containers read, filled in, checked and brought to the API's types, beside what Jackson needs to read
 * and write the same bytes. Numbers: docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class TemplateBenchmark {

    private static final int CONTAINERS = 10;
    private static final int VARIABLES_A_KB = 12;

    private static final List<String> SIZES_KB = List.of("60", "160", "320", "640");

    @Param({"60", "160", "320", "640"})
    public int kilobytes;

    private final ObjectMapper jackson = new ObjectMapper();
    private final TaskDefinitionSchema schema = TaskDefinitionSchemas.fromSdk();
    private String text;
    private RenderInput input;

    @Setup
    public void write() throws IOException {
        StringBuilder json = new StringBuilder("{\"family\": \"web-${STAGE}\", \"networkMode\": \"awsvpc\",\n"
                + "\"requiresCompatibilities\": [\"FARGATE\"], \"cpu\": \"1024\", \"memory\": \"2048\",\n"
                + "\"containerDefinitions\": [");
        for (int i = 0; i < CONTAINERS; i++) {
            json.append(i == 0 ? "" : ",\n")
                    .append("  {\n    \"name\": \"container-")
                    .append(i)
                    .append("\",\n    \"image\": \"${REGISTRY}/web:${TAG}\",\n    \"cpu\": 64,\n"
                            + "    \"portMappings\": [{\"containerPort\": ")
                    .append(8000 + i)
                    .append("}],\n    \"environment\": [");
            for (int v = 0; v < kilobytes * VARIABLES_A_KB / CONTAINERS; v++) {
                json.append(v == 0 ? "\n" : ",\n")
                        .append("      {\"name\": \"VARIABLE_")
                        .append(v)
                        .append("\", \"value\": \"")
                        .append(v % 10 == 0 ? "https://${HOST}/path/" : "some value of this variable ")
                        .append(v)
                        .append("\"}");
            }
            json.append("\n    ]\n  }");
        }
        text = json.append("]}\n").toString();
        input = new RenderInput(
                new HashMap<>(Map.of("STAGE", "test", "REGISTRY", "r.example", "TAG", "1", "HOST", "h.example")),
                Map.of(),
                Map.of());
        System.out.println("# " + text.length() + " characters");
    }

    /** The limit of 64 KB is lifted, so that growth can be seen. */
    @Benchmark
    public Object template() {
        return TaskDefinitionTemplate.parse("web.json", text, Delimiters.DEFAULT)
                .render(input, schema, Integer.MAX_VALUE);
    }

    // The placeholders stand in strings, so this is JSON for Jackson too.
    @Benchmark
    public Object jackson() throws IOException {
        return jackson.writeValueAsBytes(jackson.readTree(text));
    }

    public static void main(String[] arguments) throws RunnerException {
        System.setProperty("java.class.path", classPath());
        StringBuilder table = new StringBuilder("| size | template | Jackson | ratio | template, mean | Jackson, mean |"
                + " ratio | template per KB |\n|---|---|---|---|---|---|---|---|\n");
        for (String size : SIZES_KB) {
            // Size by size, so that the two run within a minute of each other, whatever else the machine does.
            RunResult[] both = new Runner(new OptionsBuilder()
                            .include(TemplateBenchmark.class.getName())
                            .param("kilobytes", size)
                            .forks(2)
                            .jvmArgs("-Xms1g", "-Xmx1g")
                            .warmupIterations(6)
                            .warmupTime(TimeValue.seconds(1))
                            .measurementIterations(8)
                            .measurementTime(TimeValue.milliseconds(500))
                            .build())
                    .run()
                    .toArray(new RunResult[0]);
            table.append(row(size, result(both, "template"), result(both, "jackson")));
        }
        System.out.println("\nMilliseconds; medians, where nothing else is said:\n\n" + table);
    }

    /** Maven has its own; the JVMs that JMH starts want the one that this class came from. */
    private static String classPath() {
        if (!(TemplateBenchmark.class.getClassLoader() instanceof URLClassLoader loader)) {
            return System.getProperty("java.class.path");
        }
        return Arrays.stream(loader.getURLs())
                .map(url -> Path.of(URI.create(url.toString())).toString())
                .collect(Collectors.joining(File.pathSeparator));
    }

    private static Result<?> result(RunResult[] both, String method) {
        return Arrays.stream(both)
                .map(RunResult::getPrimaryResult)
                .filter(result -> result.getLabel().equals(method))
                .findFirst()
                .orElseThrow();
    }

    private static String row(String size, Result<?> template, Result<?> jackson) {
        double median = template.getStatistics().getPercentile(50);
        double jacksonMedian = jackson.getStatistics().getPercentile(50);
        return String.format(
                Locale.ROOT,
                "| %s KB | %.3f | %.3f | %.2f | %.3f | %.3f | %.2f | %.4f |%n",
                size,
                median,
                jacksonMedian,
                median / jacksonMedian,
                template.getScore(),
                jackson.getScore(),
                template.getScore() / jackson.getScore(),
                median / Integer.parseInt(size));
    }
}
