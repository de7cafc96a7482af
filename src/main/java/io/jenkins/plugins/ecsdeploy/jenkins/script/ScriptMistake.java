package io.jenkins.plugins.ecsdeploy.jenkins.script;

/** What a script gave can't be bound; the message names the parameter, and the element in it. */
public final class ScriptMistake extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    ScriptMistake(String path, String what) {
        super(path + " " + what);
    }
}
