package io.jenkins.plugins.ecsdeploy.report.record;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.util.List;
import java.util.Objects;

/** What stands for a member that a record of an older version lacks. */
final class MissingMembers {

    private MissingMembers() {}

    static String text(@CheckForNull String value) {
        return Objects.requireNonNullElse(value, "");
    }

    static List<String> list(@CheckForNull List<String> values) {
        return values == null
                ? List.of()
                : values.stream().map(MissingMembers::text).toList();
    }
}
