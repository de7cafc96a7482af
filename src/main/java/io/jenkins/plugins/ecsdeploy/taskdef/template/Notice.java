package io.jenkins.plugins.ecsdeploy.taskdef.template;

/**
 * What a template's author may want to know although the template was accepted: a comment was left out, a number stood in
 * quotes, a field is one that only ECS sets.
 *
 * @param file the template's name, as the user gave it
 * @param line line in the file, from 1
 * @param column character in the line, from 1
 * @param path place in the task definition; empty for the whole of it
 * @param message what was done
 */
public record Notice(String file, int line, int column, String path, String message) {

    /** {@code FILE:LINE:COLUMN path message}, as faults are written. */
    @Override
    public String toString() {
        return SourcePosition.line(file, line, column, path, message);
    }
}
