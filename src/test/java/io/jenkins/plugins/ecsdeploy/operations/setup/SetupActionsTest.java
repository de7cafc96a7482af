package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of docs/iam.md against the calls that the steps make: all of them, and no others. */
class SetupActionsTest {

    /** Needs no permission. */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    @TempDir
    Path folder;

    @Test
    void applyServiceCallsWhatItsRowsName() throws Exception {
        Set<String> called;
        try (AppliedShop shop = new AppliedShop(folder)) {
            List<String> before = shop.webshop.simulator.operations();
            String definition = shop.definition("other", "ROLLING", 1);
            shop.tags(Map.of("team", "shop")).apply(definition);
            shop.apply(shop.definition("other", "ROLLING", 2));
            shop.tags(Map.of("team", "web")).taskDefinition("webshop:1").apply(definition);
            shop.webshop
                    .simulator
                    .surroundings()
                    .parameter("/shop/count", "String", "2")
                    .secret("arn:aws:secretsmanager:us-east-1:123456789012:secret:shop-AbCdEf", false)
                    .stack("shop", "CREATE_COMPLETE", Map.of("Family", "webshop"));
            shop.readable(ReadableNames.ofTarget("test", List.of("/shop"), List.of("shop"), List.of("shop")))
                    .dryRun(true)
                    .apply(definition
                            .replace(
                                    "\"desiredCount\": 1",
                                    "\"desiredCount\": ${ssm:/shop/count},"
                                            + " \"tags\": [{\"key\": \"a\", \"value\": \"${secretArn:shop}\"}]")
                            .replace(
                                    "\"taskDefinition\": \"webshop\"",
                                    "\"taskDefinition\": \"${cloudformation:shop.Family}\""));
            called = called(shop.webshop, before);
        }

        Set<String> rows = rows("applyService");
        assertThat(rows).containsAll(called);
        rows.removeAll(called);
        assertThat(rows)
                .containsExactlyInAnyOrder(
                        "iam:PassRole", "ecs:ListServiceDeployments", "ecs:DescribeServiceRevisions");
    }

    @Test
    void verifyDeploymentCallsWhatItsRowsName() throws Exception {
        Set<String> called;
        try (VerifiedShop shop = new VerifiedShop(folder)) {
            List<String> before = shop.simulator.operations();
            shop.verify();
            called = called(shop.webshop, before);
            shop.imageFor(folder, "arm64", "amd64");
            before = shop.simulator.operations();
            shop.verify();
            called.addAll(called(shop.webshop, before));
            SingleMistake.instance(shop, 1024, 4096);
            shop.onInstances();
            before = shop.simulator.operations();
            shop.verify();
            called.addAll(called(shop.webshop, before));
        }

        Set<String> rows = rows("verifyDeployment");
        assertThat(rows).containsAll(called);
        rows.removeAll(called);
        assertThat(rows)
                .as("asked of the registry, and of a Network Load Balancer")
                .containsExactly("ecr:GetDownloadUrlForLayer", "elasticloadbalancing:DescribeListeners");
    }

    private static Set<String> called(Webshop webshop, List<String> before) {
        List<String> all = webshop.simulator.operations();
        Set<String> called = new TreeSet<>(all.subList(before.size(), all.size()));
        called.removeAll(FREE);
        return called;
    }

    private static Set<String> rows(String step) throws IOException {
        Set<String> actions = new TreeSet<>();
        boolean within = false;
        for (String line : Files.readAllLines(Path.of("docs/iam.md"))) {
            within = line.startsWith("| `" + step + "`") || within && line.startsWith("| | ");
            Matcher action = Pattern.compile("`((?!iam:PassedToService)[a-z0-9-]+:[A-Z][A-Za-z]+)`")
                    .matcher(line);
            while (within && action.find()) {
                actions.add(action.group(1));
            }
        }
        return actions;
    }
}
