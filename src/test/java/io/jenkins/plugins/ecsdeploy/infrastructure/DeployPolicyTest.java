package io.jenkins.plugins.ecsdeploy.infrastructure;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.gate.GateAction;
import io.jenkins.plugins.ecsdeploy.image.archive.TestImages;
import io.jenkins.plugins.ecsdeploy.operations.ContinueDeployment;
import io.jenkins.plugins.ecsdeploy.operations.RollbackService;
import io.jenkins.plugins.ecsdeploy.rehearsal.stack.StackTemplate;
import io.jenkins.plugins.ecsdeploy.rollback.RollbackRequest;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenario;
import io.jenkins.plugins.ecsdeploy.update.request.UpdatedService;
import io.jenkins.plugins.ecsdeploy.watch.judge.Outcome;
import io.jenkins.plugins.ecsdeploy.watch.judge.Until;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The policy of docs/infrastructure against the calls that the steps really make: all of them, and no others. */
class DeployPolicyTest {

    /** Needed by calls that have other names: roles are passed, and tags set, by the calls that name them. */
    private static final Set<String> WITHOUT_A_CALL = Set.of("iam:PassRole", "ecs:TagResource");

    /** Needs no permission (API reference of AWS STS). */
    private static final Set<String> FREE = Set.of("sts:GetCallerIdentity");

    /** What the registry asks of IAM for the login that it was given (ECR user guide, private registry authentication). */
    private static final Map<String, String> REGISTRY = Map.of(
            "HEAD /v2/[^/]+/blobs/.*", "ecr:BatchCheckLayerAvailability",
            "GET /v2/[^/]+/blobs/.*", "ecr:GetDownloadUrlForLayer",
            "POST /v2/[^/]+/blobs/uploads/.*", "ecr:InitiateLayerUpload",
            "(PATCH|PUT) /v2/[^/]+/blobs/uploads/.+", "ecr:UploadLayerPart",
            "PUT /v2/[^/]+/blobs/uploads/.*", "ecr:CompleteLayerUpload",
            "PUT /v2/[^/]+/manifests/.*", "ecr:PutImage",
            "(GET|HEAD) /v2/[^/]+/manifests/.*", "ecr:BatchGetImage",
            "GET /v2/[^/]+/tags/list.*", "ecr:ListImages");

    @TempDir
    Path folder;

    private FromNothing shop;

    @BeforeEach
    void open() {
        shop = new FromNothing(folder).infrastructure();
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void nothingIsMissingAndNothingIsUnneeded() throws InterruptedException {
        int infrastructure = shop.webshop.simulator.operations().size();
        deliver();

        Set<String> called = new TreeSet<>(shop.webshop
                .simulator
                .operations()
                .subList(infrastructure, shop.webshop.simulator.operations().size()));
        called.addAll(askedByTheRegistry());
        called.removeAll(FREE);
        Set<String> allowed = shop.stacks.stacks().policyActions();
        assertThat(missing(called, allowed)).as("called and not allowed").isEmpty();
        Set<String> unneeded = missing(allowed, called);
        unneeded.removeAll(WITHOUT_A_CALL);
        assertThat(unneeded).as("allowed and not called").isEmpty();
    }

    @Test
    void eachActionOfThePolicyIsInTheTableOfActions() throws IOException {
        Set<String> documented = new TreeSet<>();
        Matcher action =
                Pattern.compile("`([a-z0-9-]+:[A-Z][A-Za-z]+)`").matcher(Files.readString(Path.of("docs/iam.md")));
        while (action.find()) {
            documented.add(action.group(1));
        }
        assertThat(documented).containsAll(shop.stacks.stacks().policyActions());
    }

    @Test
    void rolesArePassedToOneServiceEach() throws IOException {
        String policy = Files.readString(StackTemplate.FOLDER.resolve("deploy-policy.yaml"));

        assertThat(policy.split("Action: iam:PassRole", -1)).hasSize(3);
        assertThat(policy.split("iam:PassedToService", -1)).hasSize(3);
    }

    /** All that a delivery may take: first and second deployment, a gate, a failure, rollbacks. */
    private void deliver() throws InterruptedException {
        shop.webshop.archive(TestImages.dockerArchive(
                folder.resolve("first.tar"), "webshop:1", TestImages.layer(1, 5000), TestImages.layer(2, 900)));
        String first = shop.register();
        assertThat(shop.await(shop.apply(Map.of()).updated()).outcome()).contains(Outcome.SUCCEEDED);
        shop.await(shop.apply(Map.of("COUNT", "3")).updated()); // asks whether it is under auto scaling
        shop.verify(first);

        shop.webshop.strategy(null).pauseAt("POST_TEST_TRAFFIC_SHIFT");
        // docker save does not compress: which layers of the earlier image can be reused is read from the registry.
        shop.webshop.archive(TestImages.dockerArchive(
                folder.resolve("second.tar"), "webshop:2", TestImages.layer(1, 5000), TestImages.layer(7, 9000)));
        UpdatedService paused = shop.webshop.update(shop.register());
        assertThat(shop.webshop.await(paused, Until.PAUSED).outcome()).contains(Outcome.PAUSED);
        new ContinueDeployment()
                .run(
                        new ContinueDeployment.Request(
                                List.of(new ContinueDeployment.Candidate(
                                        shop.webshop.connection, FromNothing.SERVICE, paused.deployment())),
                                Optional.empty(),
                                GateAction.CONTINUE),
                        (step, line) -> {});
        assertThat(shop.await(paused).outcome()).contains(Outcome.SUCCEEDED);
        rollBack(paused);

        shop.webshop
                .simulator
                .scenarios()
                .forService(FromNothing.SERVICE.cluster(), FromNothing.SERVICE.service(), Scenario.CRASH);
        UpdatedService failing = shop.webshop.update(shop.register("public.ecr.aws/nginx/nginx:1.27"));
        assertThat(shop.await(failing).outcome()).contains(Outcome.ROLLED_BACK);
        shop.webshop
                .simulator
                .scenarios()
                .forService(FromNothing.SERVICE.cluster(), FromNothing.SERVICE.service(), Scenario.HEALTHY);
        UpdatedService stopped = shop.webshop.update(shop.register("public.ecr.aws/nginx/nginx:1.28"));
        rollBack(stopped);
    }

    private void rollBack(UpdatedService updated) throws InterruptedException {
        UpdatedService back = new RollbackService(shop.webshop.clock::advance)
                .run(
                        new RollbackService.Request(
                                shop.webshop.connection,
                                new RollbackRequest(
                                        FromNothing.SERVICE,
                                        updated.deployment(),
                                        Optional.of(updated.previousTaskDefinition()),
                                        Optional.empty())),
                        (step, line) -> {});
        shop.await(back);
    }

    private Set<String> askedByTheRegistry() {
        Set<String> actions = new TreeSet<>();
        for (String request : shop.webshop.simulator.registry().activity().requests()) {
            REGISTRY.forEach((pattern, action) -> {
                if (request.matches(pattern)) {
                    actions.add(action);
                }
            });
        }
        return actions;
    }

    private static Set<String> missing(Set<String> wanted, Set<String> from) {
        Set<String> missing = new TreeSet<>(wanted);
        missing.removeAll(from);
        return missing;
    }
}
