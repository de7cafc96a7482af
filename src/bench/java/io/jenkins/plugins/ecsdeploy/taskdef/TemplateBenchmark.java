package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.service.TaskDefinitionSchemas;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * A definition of 10 containers read, filled in, checked and brought to the API's types, beside what Jackson needs to read
 * and write the same bytes. Numbers: docs/benchmarks.md.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class TemplateBenchmark {

    private static final int CONTAINERS = 10;
    private static final int VARIABLES_A_KB = 12;

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
        return TaskDefinitionTemplate.parse("web.json", text).render(input, schema, Integer.MAX_VALUE);
    }

    // The placeholders stand in strings, so this is JSON for Jackson too.
    @Benchmark
    public Object jackson() throws IOException {
        return jackson.writeValueAsBytes(jackson.readTree(text));
    }

    public static void main(String[] arguments) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(TemplateBenchmark.class.getName())
                        .forks(0)
                        .warmupIterations(5)
                        .warmupTime(TimeValue.seconds(1))
                        .measurementIterations(5)
                        .measurementTime(TimeValue.seconds(1))
                        .build())
                .run();
    }
}
