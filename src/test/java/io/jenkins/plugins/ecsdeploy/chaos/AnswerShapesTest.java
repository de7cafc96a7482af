package io.jenkins.plugins.ecsdeploy.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.chaos.fault.AnswerShape;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Mood;
import io.jenkins.plugins.ecsdeploy.chaos.fault.Weather;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Answers that the service models of ECS and CodeDeploy allow and that neither the simulator nor, so far, AWS gives: each
 * member absent, each list empty, each word unknown, in all answers of an operation. Whatever becomes of the build, it does
 * not break, and it takes nothing for a success that is none. A sample in a plain build, all with {@code -Pchaos}.
 */
class AnswerShapesTest {

    private static final int SAMPLE = 12;

    /** Each has ended in an exception that was not ours. */
    private static final List<AnswerShape> FOUND = List.of(
            without("ecs:RegisterTaskDefinition", "taskDefinition"),
            without("ecs:RegisterTaskDefinition", "taskDefinition.taskDefinitionArn"),
            without("ecs:RegisterTaskDefinition", "taskDefinition.revision"),
            without("ecs:UpdateService", "service"),
            without("ecs:UpdateService", "service.deployments[].id"),
            without("ecs:DescribeServices", "services[].taskDefinition"),
            without("ecs:DescribeServices", "services[].deployments[].id"),
            without("ecs:ListServiceDeployments", "serviceDeployments[].serviceDeploymentArn"),
            without("ecs:DescribeTaskDefinition", "taskDefinition"),
            without("ecs:DescribeTasks", "tasks[].taskArn"),
            without("ecs:DescribeTasks", "tasks[].containers[].name"));

    private static final List<AnswerShape> FOUND_OF_CODE_DEPLOY = List.of(
            without("codedeploy:BatchGetDeployments", "deploymentsInfo[].status"),
            without("codedeploy:CreateDeployment", "deploymentId"),
            without("codedeploy:GetDeploymentGroup", "deploymentGroupInfo"),
            without("codedeploy:GetDeploymentGroup", "deploymentGroupInfo.ecsServices[].clusterName"),
            without("codedeploy:GetDeploymentGroup", "deploymentGroupInfo.ecsServices[].serviceName"),
            without(
                    "codedeploy:GetDeploymentTarget",
                    "deploymentTarget.ecsTarget.lifecycleEvents[].lifecycleEventName"));

    private final boolean all = Long.getLong("chaos.count") != null;

    @Test
    void whatOnceBrokeABuildBreaksItNoMore() {
        List<ChaosRun> runs = Stream.concat(
                        FOUND.stream().map(shape -> ChaosRun.shaped(Story.named("rolling, crashes"), shape)),
                        FOUND_OF_CODE_DEPLOY.stream()
                                .map(shape -> ChaosRun.shaped(Story.named("CodeDeploy, fails fast"), shape)))
                .toList();
        assertThat(falsehoods(runs)).isEmpty();
    }

    @Test
    void whateverAnAnswerLacksIsNoSuccess() {
        Set<AnswerShape> known = new HashSet<>();
        List<ChaosRun> runs = Stream.of("rolling, crashes", "gated, not answered", "CodeDeploy, fails fast")
                .map(Story::named)
                .flatMap(story -> shapes(story).stream().filter(known::add).map(shape -> ChaosRun.shaped(story, shape)))
                .toList();
        assertThat(falsehoods(all ? runs : sample(runs))).isEmpty();
    }

    @Test
    void listsInPagesOfOneAreReadToTheirEnd() {
        List<String> stories = List.of("rolling, crashes", "gated, continued", "a count", "CodeDeploy");
        for (Story story : all ? Story.ALL : stories.stream().map(Story::named).toList()) {
            ChaosRun run = ChaosRun.shaped(story, AnswerShape.PAGES_OF_ONE).run();
            assertThat(run.mismatches()).as(run.details()).isEmpty();
        }
    }

    private static List<String> falsehoods(List<ChaosRun> runs) {
        return runs.parallelStream()
                .map(ChaosRun::run)
                .flatMap(run -> run.mismatches().stream()
                        .filter(AnswerShapesTest::isFalse)
                        .map(mismatch -> run + "\n    " + mismatch))
                .toList();
    }

    /** A build that gives up, and says so, has done nothing wrong. */
    private static boolean isFalse(Mismatch mismatch) {
        return mismatch.kind() == Mismatch.Kind.BROKE
                || mismatch.kind() == Mismatch.Kind.WRONG_OUTCOME
                        && mismatch.text().startsWith("GREEN");
    }

    private static AnswerShape without(String operation, String path) {
        return new AnswerShape(operation, path, AnswerShape.Change.ABSENT);
    }

    private static Set<AnswerShape> shapes(Story story) {
        Set<AnswerShape> shapes = new LinkedHashSet<>();
        ChaosRun.of(story, Mood.PASSING, Weather.FAIR).run().calls().stream()
                .filter(call -> call.status() == 200)
                .forEach(call -> shapes.addAll(AnswerShape.of(call.operation(), call.answer())));
        return shapes;
    }

    private static List<ChaosRun> sample(List<ChaosRun> runs) {
        return new Random(1).ints(SAMPLE, 0, runs.size()).mapToObj(runs::get).toList();
    }
}
