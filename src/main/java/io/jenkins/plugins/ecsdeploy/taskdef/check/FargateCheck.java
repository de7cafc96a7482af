package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * What Fargate requires of a task: one of its sizes, and network mode awsvpc. Sizes as in the API reference,
 * RegisterTaskDefinition, cpu and memory, and in the developer guide, "Task size"; they apply if {@code
 * requiresCompatibilities} names FARGATE, even together with EC2 (developer guide, "invalid CPU or memory errors").
 */
public final class FargateCheck implements DefinitionCheck {

    private static final String CPU = "cpu";
    private static final String MEMORY = "memory";
    private static final String NETWORK_MODE = "networkMode";

    /**
     * What goes with an amount of CPU.
     *
     * @param sizes in MiB
     * @param shown as a message says it
     */
    private record Memory(List<Integer> sizes, String shown) {

        static Memory between(int least, int most, int step) {
            List<Integer> sizes = IntStream.iterate(least, size -> size <= most, size -> size + step)
                    .boxed()
                    .toList();
            return new Memory(sizes, least + " to " + most + " in steps of " + step);
        }

        static Memory of(int first, int second, int third) {
            return new Memory(List.of(first, second, third), first + ", " + second + " or " + third);
        }
    }

    /** 32 vCPU since 2026 (developer guide, "Task size"; aws-cloudformation/cfn-lint pull request 4668). */
    private static final Map<Integer, Memory> BY_CPU_UNITS = new TreeMap<>(Map.of(
            256, Memory.of(512, 1024, 2048),
            512, Memory.between(1024, 4096, 1024),
            1024, Memory.between(2048, 8192, 1024),
            2048, Memory.between(4096, 16384, 1024),
            4096, Memory.between(8192, 30720, 1024),
            8192, Memory.between(16384, 61440, 4096),
            16384, Memory.between(32768, 122880, 8192),
            32768, Memory.of(61440, 122880, 249856)));

    private final Findings findings;

    FargateCheck(Findings findings) {
        this.findings = findings;
    }

    /**
     * What is wrong with a task's size, as a sentence; empty if Fargate offers it.
     *
     * @param cpu CPU units; 0 if unknown
     * @param memoryMib 0 if unknown
     */
    public static Optional<String> sizeFault(int cpu, int memoryMib) {
        Memory fitting = BY_CPU_UNITS.get(cpu);
        if (cpu == 0 || fitting != null && (memoryMib == 0 || fitting.sizes().contains(memoryMib))) {
            return Optional.empty();
        }
        return Optional.of(
                fitting == null
                        ? "Fargate does not offer " + cpu + " CPU units, only " + offeredCpu() + "."
                        : "Fargate does not offer " + memoryMib + " MiB with " + cpu + " CPU units, only "
                                + fitting.shown() + ".");
    }

    private static String offeredCpu() {
        return BY_CPU_UNITS.keySet().stream().map(String::valueOf).collect(Collectors.joining(", "));
    }

    /** Whether ECS validates this task definition for Fargate. */
    static boolean concerns(RenderedObject rendered) {
        return names(rendered, "FARGATE");
    }

    /** Whether {@code requiresCompatibilities} has this. */
    static boolean names(RenderedObject rendered, String compatibility) {
        for (JsonNode type : rendered.path("requiresCompatibilities")) {
            if (type.asText().equals(compatibility)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public void check(RenderedObject rendered) {
        if (!concerns(rendered)) {
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
            findings.fault(rendered, CPU, "Fargate does not offer " + shownCpu(rendered) + ", only " + offeredCpu());
        } else if (cpu > 0 && memory > 0 && !fitting.sizes().contains(memory)) {
            String offered = shownMemory(rendered) + " with " + shownCpu(rendered) + ", only " + fitting.shown();
            findings.fault(rendered, MEMORY, "Fargate does not offer " + offered);
        }
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
