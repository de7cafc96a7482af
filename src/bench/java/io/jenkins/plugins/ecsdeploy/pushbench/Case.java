package io.jenkins.plugins.ecsdeploy.pushbench;

/** What the registry and the client know before a push. */
enum Case {
    COLD("cold"),
    CHANGED_WARM("one changed layer, warm client"),
    CHANGED_FRESH("one changed layer, fresh client"),
    UNCHANGED("nothing changed, warm client"),
    UNCHANGED_FRESH("nothing changed, fresh client");

    final String title;

    Case(String title) {
        this.title = title;
    }
}
