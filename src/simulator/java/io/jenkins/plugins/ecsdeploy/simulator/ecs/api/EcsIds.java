package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;

import java.util.Random;
import java.util.UUID;

/** Makes identifiers that look like ECS's. The same simulator run makes the same ones. */
public final class EcsIds {

    private static final String NANOID = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz-";

    private final Random random = new Random(20141113);

    /** 32 hexadecimal digits, as of tasks. */
    public String task() {
        return String.format("%016x%016x", random.nextLong(), random.nextLong());
    }

    /** 19 digits, as of deployments and service revisions (ARNs in ecspresso #899). */
    public String deploymentNumber() {
        return String.format("%019d", random.nextLong() & Long.MAX_VALUE);
    }

    /** 21 letters, as of service deployments (ARNs in ecspresso #899). */
    public String serviceDeployment() {
        return nanoid(21);
    }

    private String nanoid(int length) {
        StringBuilder id = new StringBuilder();
        for (int i = 0; i < length; i++) {
            id.append(NANOID.charAt(random.nextInt(NANOID.length())));
        }
        return id.toString();
    }

    /** 43 letters, as of a lifecycle hook's run (developer guide, "Pause hooks"). */
    public String hook() {
        return nanoid(43);
    }

    public String uuid() {
        return new UUID(random.nextLong() & ~0xF000L | 0x4000L, random.nextLong() & (1L << 62) - 1 | 1L << 63)
                .toString();
    }

    /** A private address in the VPC's range. */
    public String address() {
        return "10.0." + random.nextInt(4) + "." + (10 + random.nextInt(240));
    }

    public int digit(int below) {
        return random.nextInt(below);
    }
}
