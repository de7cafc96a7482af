package io.jenkins.plugins.ecsdeploy.jenkins.page;

import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;

/** How outcomes are colored, on all pages alike. */
final class Looks {

    private Looks() {}

    /** @return {@code success}, {@code error}, {@code warning} or {@code info} */
    static String of(String outcome) {
        return switch (outcome) {
            case "SUCCEEDED", "UNCHANGED" -> "success";
            case "FAILED", "ROLLED_BACK", "STOPPED", "SUPERSEDED" -> "error";
            case "TIMED_OUT", "UNKNOWN", DeploymentRow.NOT_AWAITED -> "warning";
            default -> "info";
        };
    }
}
