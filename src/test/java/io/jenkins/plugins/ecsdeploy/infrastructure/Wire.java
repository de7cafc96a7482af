package io.jenkins.plugins.ecsdeploy.infrastructure;

/**
 * That a resource takes a value from another resource or from a parameter, in Terraform's spelling.
 *
 * @param from the resource or module, or {@code output}
 * @param property the innermost property that takes the value
 * @param to {@code var.NAME}, a resource's name, or {@code MODULE.OUTPUT}
 */
public record Wire(String from, String property, String to) implements Comparable<Wire> {

    @Override
    public int compareTo(Wire other) {
        return toString().compareTo(other.toString());
    }

    @Override
    public String toString() {
        return from + "." + property + " <- " + to;
    }
}
