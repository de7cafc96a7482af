package io.jenkins.plugins.ecsdeploy.taskdef.check;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionFields;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ports are port numbers, host ports are allowed by the network mode, and none is taken twice. API reference, PortMapping. */
final class PortCheck implements DefinitionCheck {

    private static final String MAPPINGS = "portMappings";
    private static final String CONTAINER_PORT = "containerPort";
    private static final String HOST_PORT = "hostPort";
    private static final String RANGE = "containerPortRange";
    private static final int HIGHEST = 65535;
    private static final Pattern FROM_TO = Pattern.compile("([0-9]{1,5})-([0-9]{1,5})");

    private final Findings findings;

    PortCheck(Findings findings) {
        this.findings = findings;
    }

    @Override
    public void check(RenderedObject rendered) {
        String mode = rendered.path("networkMode").asText("bridge");
        Map<String, RenderedObject> taken = new HashMap<>();
        for (JsonNode container : rendered.path(TaskDefinitionFields.CONTAINERS)) {
            if (!mode.equals("bridge")) {
                taken.clear(); // containers of a task may use the same port one after another
            }
            for (JsonNode mapping : container.path(MAPPINGS)) {
                if (mapping instanceof RenderedObject object) {
                    numbers(object);
                    hostPort(object, mode);
                    once(object, mode, taken);
                }
            }
        }
    }

    private void numbers(RenderedObject mapping) {
        JsonNode port = mapping.get(CONTAINER_PORT);
        JsonNode range = mapping.get(RANGE);
        if (port == null && range == null) {
            findings.fault(mapping, CONTAINER_PORT, "the port mapping has no \"containerPort\"");
        } else if (port != null && port.isInt() && !isPort(port.asInt(), 1)) {
            findings.fault(mapping, CONTAINER_PORT, "a port is a number from 1 to " + HIGHEST);
        }
        JsonNode host = mapping.get(HOST_PORT);
        if (host != null && host.isInt() && !isPort(host.asInt(), 0)) {
            findings.fault(mapping, HOST_PORT, "a host port is a number from 0 (any that is free) to " + HIGHEST);
        }
        if (range != null && range.isTextual()) {
            Matcher fromTo = FROM_TO.matcher(range.textValue());
            boolean fits = fromTo.matches()
                    && isPort(Integer.parseInt(fromTo.group(1)), 1)
                    && isPort(Integer.parseInt(fromTo.group(2)), Integer.parseInt(fromTo.group(1)));
            if (!fits) {
                findings.fault(mapping, RANGE, "a range is written FROM-TO, such as \"8000-8010\"");
            }
        }
    }

    private static boolean isPort(int number, int least) {
        return number >= least && number <= HIGHEST;
    }

    private void hostPort(RenderedObject mapping, String mode) {
        int host = mapping.path(HOST_PORT).asInt();
        boolean sameOnHost = Set.of("awsvpc", "host").contains(mode);
        if (sameOnHost
                && host != 0
                && mapping.path(CONTAINER_PORT).isInt()
                && host != mapping.path(CONTAINER_PORT).asInt()) {
            findings.fault(
                    mapping,
                    HOST_PORT,
                    "with network mode " + mode
                            + " the host port is the container port: leave it out, or make them equal");
        }
    }

    private void once(RenderedObject mapping, String mode, Map<String, RenderedObject> taken) {
        boolean onHost = mode.equals("bridge");
        int port = mapping.path(onHost ? HOST_PORT : CONTAINER_PORT).asInt();
        if (port == 0) {
            return;
        }
        String protocol = mapping.path("protocol").asText("tcp");
        RenderedObject first = taken.putIfAbsent(port + "/" + protocol, mapping);
        if (first != null) {
            String field = onHost ? HOST_PORT : CONTAINER_PORT;
            findings.fault(mapping, field, "the same port is already taken by " + first.pathOf(field));
        }
    }
}
