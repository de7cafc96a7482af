package io.jenkins.plugins.ecsdeploy.chaos;

/** Something that a build said or did, and that is not so or must not be. */
record Mismatch(Kind kind, String text) {

    enum Kind {
        /** An exception that is not written for the person at the build. */
        BROKE,
        /** Faults that pass ended the build without an outcome. */
        GAVE_UP,
        /** Sent again though nobody looked whether it had taken effect. */
        REPEATED_BLINDLY,
        /** More revisions, deployments or answers than were asked for. */
        TOO_MANY_EFFECTS,
        /** Something that another update brought was replaced. */
        UNDID_OTHERS,
        /** What is said of the update is not so. */
        WRONG_ABOUT_UPDATE,
        /** The outcome is not what became of the deployment. */
        WRONG_OUTCOME,
        /** A pause hook of ours, or something lost of what others set. */
        LEFT_BEHIND
    }

    @Override
    public String toString() {
        return kind + ": " + text;
    }
}
