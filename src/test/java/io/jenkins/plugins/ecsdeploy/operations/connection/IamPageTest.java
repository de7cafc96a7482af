package io.jenkins.plugins.ecsdeploy.operations.connection;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** docs/iam.md, compared with the calls that the code makes and with the policy at its end. */
class IamPageTest {

    private static final Pattern CALL =
            Pattern.compile("\"((?:ecs|ecr|ecr-public|elasticloadbalancing|codedeploy|logs):[A-Z][A-Za-z]+)\"");
    /** Classes that name what ECS does in the roles that it is given. */
    private static final Pattern ASK_WHAT_OTHER_ROLES_MAY = Pattern.compile("/verify/(TaskRole|Traffic)Check\\.java");

    private static final Pattern NAMED = Pattern.compile("`([a-z0-9-]+:[A-Z][A-Za-z]+)`");

    private static String page;
    private static Set<String> table;

    @BeforeAll
    static void read() throws IOException {
        page = Files.readString(Path.of("docs/iam.md"));
        table = found(NAMED, page.substring(0, page.indexOf("## Resources")));
    }

    @Test
    void everyCallOfTheCodeIsInTheTable() throws IOException {
        Set<String> calls = new TreeSet<>();
        try (Stream<Path> files = Files.walk(Path.of("src/main/java"))) {
            for (Path file : files.filter(path -> path.toString().endsWith(".java"))
                    .filter(path ->
                            !ASK_WHAT_OTHER_ROLES_MAY.matcher(path.toString()).find())
                    .toList()) {
                calls.addAll(found(CALL, Files.readString(file)));
            }
        }

        assertThat(calls).hasSizeGreaterThan(40);
        assertThat(table).containsAll(calls);
    }

    @Test
    void thePolicyAllowsNothingThatTheTableDoesNotName() throws IOException {
        assertThat(table).containsAll(policy());
    }

    @Test
    void passingARoleIsLimitedToTheServiceThatGetsIt() throws IOException {
        List<JsonNode> statements = statements().stream()
                .filter(statement -> actions(statement).contains("iam:PassRole"))
                .toList();
        assertThat(statements)
                .isNotEmpty()
                .allSatisfy(statement -> assertThat(statement
                                .at("/Condition/StringEquals/iam:PassedToService")
                                .asText())
                        .isEqualTo("ecs-tasks.amazonaws.com"));
    }

    private static Set<String> policy() throws IOException {
        return statements().stream()
                .flatMap(statement -> actions(statement).stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<JsonNode> statements() throws IOException {
        String json = page.substring(page.indexOf("```json") + "```json".length(), page.lastIndexOf("```"));
        return List.copyOf(new ObjectMapper().readTree(json).get("Statement").findParents("Action"));
    }

    private static Set<String> actions(JsonNode statement) {
        JsonNode action = statement.get("Action");
        Set<String> actions = new TreeSet<>();
        if (action.isTextual()) {
            actions.add(action.asText());
        }
        action.forEach(one -> actions.add(one.asText()));
        return actions;
    }

    private static Set<String> found(Pattern pattern, String text) {
        Set<String> found = new TreeSet<>();
        Matcher matcher = pattern.matcher(text);
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }
}
