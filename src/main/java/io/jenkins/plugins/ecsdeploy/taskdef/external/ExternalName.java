package io.jenkins.plugins.ecsdeploy.taskdef.external;

import java.util.Optional;

/**
 * A value in AWS, as the name of a placeholder says it.
 *
 * @param name what stands after the source's prefix: {@code /path:3}, {@code name}, {@code STACK.OUTPUT}
 */
public record ExternalName(ExternalSource source, String name) {

    /** @param placeholder the name of a placeholder, such as {@code ssm:/webshop/greeting}; empty if it is no value of AWS */
    public static Optional<ExternalName> parse(String placeholder) {
        int colon = placeholder.indexOf(':');
        if (colon < 0) {
            return Optional.empty();
        }
        String name = placeholder.substring(colon + 1);
        return ExternalSource.ofPrefix(placeholder.substring(0, colon))
                .filter(source -> source.takes(name))
                .map(source -> new ExternalName(source, name));
    }

    /** The placeholder's name. */
    public String placeholder() {
        return source.prefix() + ":" + name;
    }

    /** What is read: the parameter without its version or label, the secret, the stack. */
    public String resource() {
        int end =
                source == ExternalSource.SECRET_ARN ? -1 : name.indexOf(source == ExternalSource.PARAMETER ? ':' : '.');
        return end < 0 ? name : name.substring(0, end);
    }

    /** Of a stack: the output's key. */
    public String output() {
        return name.substring(name.indexOf('.') + 1);
    }
}
