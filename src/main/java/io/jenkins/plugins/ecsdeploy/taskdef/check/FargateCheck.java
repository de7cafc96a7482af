package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What Fargate requires of a task: one of its sizes, and network mode awsvpc. Sizes as in the API reference,
 * RegisterTaskDefinition, cpu and memory; they apply if {@code requiresCompatibilities} names FARGATE, even together with EC2
 * (developer guide, "invalid CPU or memory errors").
 */
final class FargateCheck implements DefinitionCheck {

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

    private final Findings findings;

    FargateCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        if (!isForFargate(rendered)) {
            return;
        }
        JsonNode mode = rendered.get(NETWORK_MODE);
        if (mode == null || (mode.isTextual() && !mode.textValue().equals("awsvpc"))) {
            findings.fault(rendered, NETWORK_MODE, "Fargate requires \"networkMode\": \"awsvpc\"");
        }
        int cpu = amount(rendered, CPU, "256");
        int memory = amount(rendered, MEMORY, "512");
        Memory fitting = BY_CPU_UNITS.get(cpu);
        if (cpu > 0 && fitting == null) {
            String sizes = BY_CPU_UNITS.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
            findings.fault(rendered, CPU, "Fargate does not offer " + shownCpu(rendered) + ", only " + sizes);
        } else if (cpu > 0 && memory > 0 && (!fitting.has(memory) || (cpu == 256 && memory == NOT_WITH_256))) {
            String sizes = cpu == 256 ? "512, 1024 or 2048" : fitting.toString();
            String offered = shownMemory(rendered) + " with " + shownCpu(rendered) + ", only " + sizes;
            findings.fault(rendered, MEMORY, "Fargate does not offer " + offered);
        }
    }

    private static boolean isForFargate(RenderedObject rendered) {
        for (JsonNode type : rendered.path("requiresCompatibilities")) {
            if (type.asText().equals("FARGATE")) {
                return true;
            }
        }
        return false;
    }

    /** @return 0 if there is none, or a fault that is reported already */
    private int amount(RenderedObject rendered, String field, String example) {
        JsonNode value = rendered.get(field);
        if (value == null) {
            findings.fault(
                    rendered,
                    field,
                    "Fargate requires \"" + field + "\" at the top level, such as \"" + field + "\": \"" + example
                            + "\"");
        }
        return value == null || value.isNull() ? 0 : value.asInt();
    }

    private String shownCpu(RenderedObject rendered) {
        return shown(rendered, CPU, " CPU units", "that many CPU units");
    }

    private String shownMemory(RenderedObject rendered) {
        return shown(rendered, MEMORY, " MiB", "that much memory");
    }

    /** The amount if it stands in the template; one that was put in is not shown. */
    private String shown(RenderedObject rendered, String field, String unit, String otherwise) {
        return rendered.isLiteral(field) ? rendered.path(field).asText() + unit : otherwise;
    }
}
