package io.jenkins.plugins.ecsdeploy.infrastructure.iam;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.operations.task.TaskBed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table of docs/iam.md, step by step, against the calls that each step makes on the simulated AWS. */
class IamTableTest {

    private static final Pattern ACTION = Pattern.compile("`((?!iam:PassedToService)[a-z0-9-]+:[A-Z][A-Za-z]+)`");

    /** Of container instances, and of ECR Public: the deployments here run on Fargate, and push to ECR. */
    private static final Set<String> NOT_CALLED_HERE = Set.of(
            "ecs:ListContainerInstances",
            "ecs:DescribeContainerInstances",
            "ecr-public:DescribeRepositories",
            "ecr-public:GetAuthorizationToken",
            "sts:GetServiceBearerToken",
            "ecr-public:BatchCheckLayerAvailability",
            "ecr-public:InitiateLayerUpload",
            "ecr-public:UploadLayerPart",
            "ecr-public:CompleteLayerUpload",
            "ecr-public:PutImage",
            "ecr-public:CreateRepository");

    /**
     * What updateService reads of a Network Load Balancer, and when neither the answer nor the service shows what was
     * started or what was stable (StaleAnswersTest, ServiceUpdaterTest).
     */
    private static final Set<String> ONLY_IF_NOTHING_ELSE_SHOWS_IT = Set.of(
            "elasticloadbalancing:DescribeListeners",
            "ecs:ListServiceDeployments",
            "ecs:DescribeServiceDeployments",
            "ecs:DescribeServiceRevisions");

    /** Steps that no deployment here runs ({@code SetupActionsTest}). */
    private static final Set<String> COMPARED_ELSEWHERE =
            Set.of("applyService", "verifyDeployment,updateServiceverify:true");

    private static final Map<String, Set<String>> CALLED = new TreeMap<>();

    @BeforeAll
    static void deploy(@TempDir Path ecs, @TempDir Path more, @TempDir Path codeDeploy) throws InterruptedException {
        try (Webshop webshop = Webshop.open(ecs).seeded()) {
            add(EveryStep.of(webshop, ecs));
        }
        try (Webshop webshop = Webshop.open(more)) {
            webshop.simulator.seed().circuitBreaker(true, false);
            add(EveryStep.withMore(webshop.seeded(), more));
        }
        try (TaskBed bed = new TaskBed()) {
            add(EveryStep.ofTasks(bed));
        }
        try (Webshop webshop = Webshop.open(codeDeploy)) {
            webshop.simulator.seed().strategy(WebshopSeed.Strategy.CODE_DEPLOY).readyWaitMinutes(10);
            add(EveryStep.byCodeDeploy(webshop.seeded(), codeDeploy));
        }
    }

    @Test
    void eachStepCallsOnlyWhatItsRowsName() throws IOException {
        Map<String, Set<String>> table = table();

        assertThat(CALLED.get("awaitSteady")).contains("iam:PassRole");
        assertThat(CALLED)
                .hasSize(7)
                .allSatisfy((step, actions) ->
                        assertThat(table.getOrDefault(step, Set.of())).as(step).containsAll(actions));
    }

    @Test
    void theTableNamesNoActionThatIsNeverCalled() throws IOException {
        Set<String> named =
                table().values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        CALLED.values().forEach(named::removeAll);

        assertThat(named).isEqualTo(NOT_CALLED_HERE);
    }

    @Test
    void noRowNamesAnActionThatItsStepNeverCalls() throws IOException {
        Map<String, Set<String>> never = table();
        never.forEach((step, actions) -> actions.removeAll(CALLED.getOrDefault(step, Set.of())));
        never.values().forEach(actions -> actions.removeAll(NOT_CALLED_HERE));
        never.get("updateService").removeAll(ONLY_IF_NOTHING_ELSE_SHOWS_IT);
        never.get("runTask").remove("ecs:ListTasks"); // after a lost answer: TaskOnceTest
        never.values().removeIf(Set::isEmpty);

        assertThat(never).isEqualTo(Map.of());
    }

    /** The actions of each step's rows. */
    private static Map<String, Set<String>> table() throws IOException {
        Map<String, Set<String>> table = new TreeMap<>();
        String step = "";
        String page = Files.readString(Path.of("docs/iam.md"));
        for (String line :
                page.substring(0, page.indexOf("## Resources")).lines().toList()) {
            if (line.startsWith("| `") || line.startsWith("| |")) {
                String[] cells = line.split("\\|");
                step = cells[1].isBlank() ? step : cells[1].replaceAll("[` ]|registry:.*", "");
                Matcher action = ACTION.matcher(cells[2]);
                while (action.find()) {
                    table.computeIfAbsent(step, unused -> new TreeSet<>()).add(action.group(1));
                }
            }
        }
        table.keySet().removeAll(COMPARED_ELSEWHERE);
        return table;
    }

    private static void add(StepCalls calls) {
        calls.actions()
                .forEach((step, actions) ->
                        CALLED.computeIfAbsent(step, unused -> new TreeSet<>()).addAll(actions));
    }
}
