package io.jenkins.plugins.ecsdeploy.taskdef.placeholder;

/** What a text is for, which decides what may stay in it unreplaced. */
public enum TextKind {
    /** A field that the API reads: a name, an image, a role. Nothing there is ever expanded. */
    FIELD,
    /** Passed on as it is: the value of an environment variable, a label, a log option. */
    DATA,
    /** A command line, in which {@code $HOME}, {@code <html>} and {@code %Y} are common. */
    COMMAND;

    /**
     * What the strings under a field of a structure are for.
     *
     * @param holder the field that holds the structure
     */
    public static TextKind ofField(String holder, String name) {
        return switch (name) {
            // AIRFLOW__CORE__EXECUTOR
            case "name" -> holder.equals("environment") || holder.equals("secrets") ? DATA : FIELD;
            case "command", "entryPoint" -> COMMAND;
            // Where the file is; its variables are elsewhere.
            case "value" -> holder.equals("environmentFiles") ? FIELD : DATA;
            case "options", "dockerLabels", "driverOpts", "labels" -> DATA;
            default -> FIELD;
        };
    }
}
