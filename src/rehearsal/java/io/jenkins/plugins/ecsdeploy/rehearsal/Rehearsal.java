package io.jenkins.plugins.ecsdeploy.rehearsal;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;

/** The main job: one command takes an image into a service. */
public final class Rehearsal {

    private static final int GOOD = 0;
    private static final int BAD = 1;
    private static final int WRONG_OPTION = 2;

    private Rehearsal() {}

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.detect();
        Charset charset = terminal.showsUnicode() ? StandardCharsets.UTF_8 : Charset.defaultCharset();
        PrintStream out = new PrintStream(System.out, true, charset);
        Runtime.getRuntime()
                .addShutdownHook(new Thread(
                        () -> { // Ctrl-C; the normal end halts and runs no hooks
                            out.println();
                            out.println("ABORTED: no longer waiting; a deployment that has begun continues.");
                            out.flush();
                        }));
        int exitCode = run(arguments, out, terminal);
        out.flush();
        // Ends Maven too, and at once: the last line stays the last line, the exit code our own.
        Runtime.getRuntime().halt(exitCode);
    }

    static int run(String[] arguments, PrintStream out, Terminal terminal) {
        RehearsalOptions options = new RehearsalOptions();
        CommandLine command = new CommandLine(options)
                .registerConverter(StrategyName.class, name -> OptionName.parse(StrategyName.values(), name))
                .registerConverter(OnFailure.class, name -> OptionName.parse(OnFailure.values(), name))
                .registerConverter(ScenarioName.class, name -> OptionName.parse(ScenarioName.values(), name))
                .registerConverter(
                        GateAction.class, name -> OptionName.parse(GateAction.values(), GateAction::word, name));
        try {
            command.parseArgs(arguments);
            if (options.help) {
                command.usage(out);
                return GOOD;
            }
            options.check();
        } catch (CommandLine.ParameterException wrong) {
            out.println(wrong.getMessage());
            out.println("See --help for the options.");
            return WRONG_OPTION;
        }
        BuildConsole console = new BuildConsole(out, terminal);
        try {
            return new RehearsalRun(options, console).run() ? GOOD : BAD;
        } catch (EcsDeployException failed) {
            console.endLive();
            console.line("FAILED: " + failed.getMessage());
            return BAD;
        } catch (RuntimeException bug) {
            console.endLive();
            bug.printStackTrace();
            console.line("FAILED: the rehearsal itself broke: " + bug);
            return BAD;
        } catch (InterruptedException aborted) {
            console.endLive();
            console.line("ABORTED: a deployment that has begun continues.");
            return BAD;
        }
    }
}
