package io.jenkins.plugins.ecsdeploy.jenkins;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.util.FormValidation;
import java.util.Optional;
import java.util.regex.Pattern;

/** Checks of form fields that name something in AWS, by their text alone; what holds a variable is left to the build. */
public enum NameSyntax {
    CLUSTER(
            Patterns.NAME + "|" + Patterns.ARN + "cluster/" + Patterns.NAME,
            "a cluster: write its name (letters, digits, - and _) or its ARN."),
    SERVICE(
            Patterns.NAME + "|" + Patterns.ARN + "service/(" + Patterns.NAME + "/)?" + Patterns.NAME,
            "a service: write its name (letters, digits, - and _) or its ARN."),
    TASK_DEFINITION(
            Patterns.REVISION + "|" + Patterns.ARN + "task-definition/" + Patterns.REVISION,
            "a task definition: write family:revision, a family, or an ARN."),
    /** API reference of CreateRepository, repositoryName. */
    REPOSITORY(
            "(?=.{2,256}$)(?:[a-z0-9]+(?:[._-]+[a-z0-9]+)*/)*[a-z0-9]+(?:[._-]+[a-z0-9]+)*",
            "a repository: write its name without registry and tag, such as shop/web (lower case, digits, - _ . /).");

    /** Of clusters, services and families (API references of CreateCluster, CreateService, RegisterTaskDefinition). */
    private static final class Patterns {
        static final String NAME = "[A-Za-z0-9_-]{1,255}";
        static final String REVISION = NAME + "(:\\d+)?";
        static final String ARN = "arn:aws[\\w-]*:ecs:[a-z0-9-]+:\\d{12}:";

        private Patterns() {}
    }

    private final Pattern pattern;
    private final String what;

    NameSyntax(String pattern, String what) {
        this.pattern = Pattern.compile(pattern);
        this.what = what;
    }

    /** An empty field is good. */
    public FormValidation check(@CheckForNull String value) {
        return fault(value).map(FormValidation::error).orElseGet(FormValidation::ok);
    }

    /** An empty field is none. */
    public FormValidation checkRequired(@CheckForNull String value) {
        return value == null || value.isBlank() ? FormValidation.error("This is required: " + what) : check(value);
    }

    Optional<String> fault(@CheckForNull String value) {
        return FormChecks.isOpen(value) || pattern.matcher(value.strip()).matches()
                ? Optional.empty()
                : Optional.of("This does not name " + what);
    }
}
