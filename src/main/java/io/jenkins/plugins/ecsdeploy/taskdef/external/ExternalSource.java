package io.jenkins.plugins.ecsdeploy.taskdef.external;

import java.util.Optional;
import java.util.regex.Pattern;

/** What of AWS a template takes values from; each has a prefix in the names of placeholders. */
public enum ExternalSource {
    /**
     * The value of a parameter of AWS Systems Manager, also with a version or label (API reference, PutParameter, Name, and
     * GetParameters, Names). A name with levels begins with a slash: of another one AWS says that it "can't be prefixed with
     * ssm" (aws/aws-sdk-js-v3 issue 5005).
     */
    PARAMETER("ssm", "/path", "(?:/[A-Za-z0-9_.-]++(?:/[A-Za-z0-9_.-]++)*+|[A-Za-z0-9_.-]++)", "(?::[A-Za-z0-9_.-]+)?"),
    /** The ARN of a secret of AWS Secrets Manager, never its value (API reference, CreateSecret, Name). */
    SECRET_ARN("secretArn", "name", "[A-Za-z0-9/_+=.@-]+", ""),
    /** An output of a CloudFormation stack (API reference, CreateStack, StackName; user guide, "Outputs"). */
    STACK_OUTPUT("cloudformation", "STACK.OUTPUT", "[A-Za-z][A-Za-z0-9-]*", "\\.[A-Za-z0-9]+");

    /** API reference, PutParameter: "maximum length … 1011 characters"; secrets and outputs are shorter. */
    private static final int LONGEST = 1100;

    private final String prefix;
    private final String form;
    private final Pattern resource;
    private final Pattern name;

    ExternalSource(String prefix, String form, String resource, String rest) {
        this.prefix = prefix;
        this.form = form;
        this.resource = Pattern.compile(resource);
        this.name = Pattern.compile(resource + rest);
    }

    /** The source with this prefix, which has no colon. */
    public static Optional<ExternalSource> ofPrefix(String prefix) {
        for (ExternalSource source : values()) {
            if (source.prefix.equals(prefix)) {
                return Optional.of(source);
            }
        }
        return Optional.empty();
    }

    public String prefix() {
        return prefix;
    }

    /** How a placeholder's name is written, for messages: {@code ssm:/path}. */
    public String example() {
        return prefix + ":" + form;
    }

    /** Whether something there may be called so: a parameter, a secret or a stack, whole. */
    public boolean hasResource(String text) {
        return text.length() <= LONGEST && resource.matcher(text).matches();
    }

    boolean takes(String text) {
        return text.length() <= LONGEST && name.matcher(text).matches();
    }
}
