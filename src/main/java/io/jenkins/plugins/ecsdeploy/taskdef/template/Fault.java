package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.io.Serializable;
import java.util.Comparator;

/**
 * What is wrong with a template, and where.
 *
 * @param file the template's name, as the user gave it
 * @param line line in the file, from 1
 * @param column character in the line, from 1
 * @param path place in the task definition, such as {@code containerDefinitions[0].image}; empty for the whole of it
 * @param message what is wrong and what to do; never holds a value that came from outside of the template
 */
public record Fault(String file, int line, int column, String path, String message)
        implements Comparable<Fault>, Serializable {

    private static final long serialVersionUID = 1L;

    private static final Comparator<Fault> IN_FILE_ORDER = Comparator.comparing(Fault::file)
            .thenComparingInt(Fault::line)
            .thenComparingInt(Fault::column)
            .thenComparing(Fault::path)
            .thenComparing(Fault::message);

    @Override
    public int compareTo(Fault other) {
        return IN_FILE_ORDER.compare(this, other);
    }

    /** {@code FILE:LINE:COLUMN path message}, which editors and terminals turn into a link. */
    @Override
    public String toString() {
        return SourcePosition.line(file, line, column, path, message);
    }
}
