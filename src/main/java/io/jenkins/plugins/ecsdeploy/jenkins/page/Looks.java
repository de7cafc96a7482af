package io.jenkins.plugins.ecsdeploy.jenkins.page;

/** How outcomes are colored, on all pages alike. */
final class Looks {

    private Looks() {}

    /** @return {@code success}, {@code error}, {@code warning} or {@code info} */
    static String of(String outcome) {
        return switch (outcome) {
            case "SUCCEEDED", "UNCHANGED" -> "success";
            case "FAILED", "ROLLED_BACK", "STOPPED", "SUPERSEDED" -> "error";
            case "TIMED_OUT", "UNKNOWN", DeploymentSection.NOT_AWAITED -> "warning";
            default -> "info";
        };
    }
}
