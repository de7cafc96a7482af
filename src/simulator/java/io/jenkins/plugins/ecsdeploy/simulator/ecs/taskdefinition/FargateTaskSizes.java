package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The sizes a Fargate task can have (developer guide, "Task size"; 32 vCPU: aws-cloudformation/cfn-lint pull request 4668). */
final class FargateTaskSizes {

    private static final Pattern AMOUNT = Pattern.compile("([0-9]*\\.?[0-9]+)\\s*(vcpu|gb)?", Pattern.CASE_INSENSITIVE);

    private FargateTaskSizes() {}

    /** {@code 256}, {@code .25 vCPU} and {@code 0.5GB} as CPU units or MiB. */
    static Optional<Integer> amount(String text) {
        Matcher matcher = AMOUNT.matcher(text.trim());
        if (!matcher.matches()) {
            return Optional.empty();
        }
        double number = Double.parseDouble(matcher.group(1));
        return Optional.of((int) Math.round(matcher.group(2) == null ? number : number * 1024));
    }

    static boolean exists(int cpu, int memoryMib) {
        return switch (cpu) {
            case 256 -> memoryMib == 512 || memoryMib == 1024 || memoryMib == 2048;
            case 512 -> inSteps(memoryMib, 1, 4, 1);
            case 1024 -> inSteps(memoryMib, 2, 8, 1);
            case 2048 -> inSteps(memoryMib, 4, 16, 1);
            case 4096 -> inSteps(memoryMib, 8, 30, 1);
            case 8192 -> inSteps(memoryMib, 16, 60, 4);
            case 16384 -> inSteps(memoryMib, 32, 120, 8);
            case 32768 -> memoryMib == 60 * 1024 || memoryMib == 120 * 1024 || memoryMib == 244 * 1024;
            default -> false;
        };
    }

    private static boolean inSteps(int memoryMib, int fromGib, int toGib, int stepGib) {
        return memoryMib >= fromGib * 1024
                && memoryMib <= toGib * 1024
                && (memoryMib - fromGib * 1024) % (stepGib * 1024) == 0;
    }
}
