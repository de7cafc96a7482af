package io.jenkins.plugins.ecsdeploy.rehearsal;

import java.io.Console;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What the place we print to can show. */
record Terminal(boolean isInteractive, boolean showsUnicode) {

    /** Looks at the process's own console and environment. */
    static Terminal detect() {
        Console console = System.console();
        boolean interactive = console != null && isTerminal(console) && !"dumb".equals(System.getenv("TERM"));
        Charset charset = console == null ? Charset.defaultCharset() : console.charset();
        return new Terminal(interactive, interactive && StandardCharsets.UTF_8.equals(charset) && !onWindows());
    }

    /** JDK 22 and later have a console without a terminal too, and a method that says so. */
    private static boolean isTerminal(Console console) {
        try {
            return (boolean) Console.class.getMethod("isTerminal").invoke(console);
        } catch (NoSuchMethodException olderJdk) {
            return true;
        } catch (IllegalAccessException | InvocationTargetException unexpected) {
            return false;
        }
    }

    private static boolean onWindows() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
    }
}
