package io.jenkins.plugins.ecsdeploy.taskdef.template;

/** A place in a text: line and column, both from 1. */
public record SourcePosition(int line, int column) {

    /** A fault or a notice as one line, in the form that compilers use. */
    static String line(String file, int line, int column, String path, String message) {
        String place = file + ":" + line + ":" + column + " ";
        return path.isEmpty() ? place + message : place + path + " " + message;
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
