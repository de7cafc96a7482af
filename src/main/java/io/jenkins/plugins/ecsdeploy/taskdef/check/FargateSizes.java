package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.render.SourceMap;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Fargate wants of a task: a size that it has, and network mode awsvpc. Sizes as in the API reference,
 * RegisterTaskDefinition, cpu and memory; they hold wherever {@code requiresCompatibilities} names FARGATE, be EC2 there
 * too (developer guide, "invalid CPU or memory errors").
 */
final class FargateSizes {

    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String NETWORK_MODE = "networkMode";

    /** In MiB. */
    private record Memory(int least, int most, int step) {

        boolean has(int memory) {
            return memory >= least && memory <= most && (memory - least) % step == 0;
        }

        @Override
        public String toString() {
            return least + " to " + most + " in steps of " + step;
        }
    }

    private static final Map<Integer, Memory> BY_CPU_UNITS = new TreeMap<>(Map.of(
            256, new Memory(512, 2048, 512),
            512, new Memory(1024, 4096, 1024),
            1024, new Memory(2048, 8192, 1024),
            2048, new Memory(4096, 16384, 1024),
            4096, new Memory(8192, 30720, 1024),
            8192, new Memory(16384, 61440, 4096),
            16384, new Memory(32768, 122880, 8192)));

    /** 256 CPU units go with 512, 1024 and 2048 MiB. */
    private static final int NOT_WITH_256 = 1536;

    private final SourceMap places;
    private final Findings findings;

    FargateSizes(SourceMap places, Findings findings) {
        this.places = places;
        this.findings = findings;
    }

    void check(ObjectNode rendered) {
        if (!isForFargate(rendered)) {
            return;
        }
        JsonNode mode = rendered.get(NETWORK_MODE);
        if (mode == null || (mode.isTextual() && !mode.textValue().equals("awsvpc"))) {
            fault(rendered, NETWORK_MODE, "Fargate wants \"networkMode\": \"awsvpc\"");
        }
        int cpu = amount(rendered, CPU, "256");
        int memory = amount(rendered, MEMORY, "512");
        Memory fitting = BY_CPU_UNITS.get(cpu);
        if (cpu > 0 && fitting == null) {
            String sizes = BY_CPU_UNITS.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            fault(rendered, CPU, "Fargate has no size of " + shown(rendered, CPU) + " CPU units; there are " + sizes);
        } else if (cpu > 0 && memory > 0 && (!fitting.has(memory) || (cpu == 256 && memory == NOT_WITH_256))) {
            String sizes = cpu == 256 ? "512, 1024 or 2048" : fitting.toString();
            fault(
                    rendered,
                    MEMORY,
                    "Fargate has no " + shown(rendered, MEMORY) + " MiB with " + shown(rendered, CPU)
                            + " CPU units; there are " + sizes);
        }
    }

    private static boolean isForFargate(ObjectNode rendered) {
        for (JsonNode type : rendered.path("requiresCompatibilities")) {
            if (type.asText().equals("FARGATE")) {
                return true;
            }
        }
        return false;
    }

    /** @return 0 where there is none, or a fault that is known already */
    private int amount(ObjectNode rendered, String field, String example) {
        JsonNode value = rendered.get(field);
        if (value == null) {
            fault(
                    rendered,
                    field,
                    "Fargate wants \"" + field + "\" at the top level, such as \"" + field + "\": \"" + example + "\"");
        }
        return value == null || value.isNull() ? 0 : value.asInt();
    }

    /** The number is shown where the template has it, not where it was put in. */
    private String shown(ObjectNode rendered, String field) {
        return places.isLiteral(rendered, field) ? rendered.path(field).asText() : "that many";
    }

    private void fault(ObjectNode rendered, String field, String message) {
        findings.fault(places.offsetOf(rendered, field), places.pathOf(rendered, field), message);
    }
}
