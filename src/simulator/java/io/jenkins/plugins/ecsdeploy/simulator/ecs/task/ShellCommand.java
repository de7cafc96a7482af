package io.jenkins.plugins.ecsdeploy.simulator.ecs.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a one-off task's command does, as far as a simulator that runs no containers can know: {@code echo} writes a line,
 * {@code sleep} takes seconds, {@code exit} ends with a code, {@code trap} ends with 0 when it is asked to stop, and
 * {@code simulate WORD} stands for what no command can do ({@link Ending}).
 *
 * @param lines what is written, and how long after the start
 * @param takes empty if it runs until it is stopped
 * @param exitCode if it ends by itself
 * @param trap whether it ends with 0 when it is asked to stop, instead of 143
 */
record ShellCommand(
        List<Line> lines, Optional<Duration> takes, int exitCode, boolean trap, Optional<Ending> simulated) {

    record Line(Duration after, String text) {}

    enum Ending {
        /** Fargate Spot takes the task away. */
        SPOT,
        /** The host fails. */
        HOST,
        /** Killed for its memory. */
        OOM,
        /** It ends, and ECS does not learn how: the agent was lost. */
        NO_EXIT_CODE
    }

    /** A command of which nothing is known takes so long, and ends well. */
    private static final Duration ANY_COMMAND = Duration.ofSeconds(20);

    /** @param command a container's; without any it is taken for a server, which runs until it is stopped */
    static ShellCommand of(JsonNode command) {
        List<String> words = Json.strings(command);
        if (words.isEmpty()) {
            return new ShellCommand(List.of(), Optional.empty(), 0, false, Optional.empty());
        }
        List<Line> lines = new ArrayList<>();
        Duration time = Duration.ZERO;
        boolean known = false;
        boolean trap = false;
        int exitCode = 0;
        Optional<Ending> ending = Optional.empty();
        for (String part : words.get(words.size() - 1).split(";|&&|\n")) {
            String[] word = part.strip().split("\\s+", 2);
            String rest = word.length > 1 ? word[1].replaceAll("^[\"']|[\"']$", "") : "";
            switch (word[0]) {
                case "echo" -> lines.add(new Line(time, rest));
                case "sleep" -> time = time.plusSeconds(Long.parseLong(rest));
                case "exit" -> exitCode = Integer.parseInt(rest);
                case "trap" -> trap = true;
                case "simulate" ->
                    ending = Optional.of(Ending.valueOf(rest.toUpperCase().replace('-', '_')));
                default -> {
                    continue;
                }
            }
            known = true;
        }
        return new ShellCommand(lines, Optional.of(known ? time : ANY_COMMAND), exitCode, trap, ending);
    }
}
