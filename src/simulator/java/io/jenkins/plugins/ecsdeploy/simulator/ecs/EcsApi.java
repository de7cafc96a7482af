package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.FutureMembers;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.ImageCatalog;
import java.util.HashMap;
import java.util.Map;

/**
 * Amazon ECS (API version 2014-11-13), as far as deploying services goes. Each region that requests are signed for is
 * separate; all but the account's are empty at first.
 */
public final class EcsApi implements JsonService {

    private final AwsAccount account;
    private final EventTimeline timeline;
    private final Traffic traffic;
    private final ImageCatalog catalog;
    private final EcsTimings timings;
    private final Scenarios scenarios;
    private final CloudWatchAlarms alarms;
    private final LogStore logs;
    private final FutureMembers futureMembers = new FutureMembers();
    private final Map<String, EcsRegion> regions = new HashMap<>();

    public EcsApi(
            AwsAccount account,
            EventTimeline timeline,
            Traffic traffic,
            ImageCatalog catalog,
            EcsTimings timings,
            Scenarios scenarios,
            CloudWatchAlarms alarms,
            LogStore logs) {
        this.account = account;
        this.timeline = timeline;
        this.traffic = traffic;
        this.catalog = catalog;
        this.timings = timings;
        this.scenarios = scenarios;
        this.alarms = alarms;
        this.logs = logs;
    }

    @Override
    public String targetPrefix() {
        return "AmazonEC2ContainerServiceV20141113";
    }

    @Override
    public String iamPrefix() {
        return "ecs";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        return timeline.caughtUp(
                () -> futureMembers.answered(operation, input, call(operation, input, caller.region())));
    }

    /** Members of services that no client knows yet. */
    public FutureMembers futureMembers() {
        return futureMembers;
    }

    /** Asks in-process, at the time the timeline has reached; seeds use it to write history. */
    public ObjectNode call(String operation, ObjectNode input) {
        return call(operation, input, account.region());
    }

    /** The task sets in the account's region, for CodeDeploy. */
    public TaskSets taskSets() {
        return region(account.region()).taskSets();
    }

    private ObjectNode call(String operation, ObjectNode input, String region) {
        return region(region).call(operation, input);
    }

    private EcsRegion region(String region) {
        return regions.computeIfAbsent(
                region,
                name -> new EcsRegion(
                        new AwsAccount(account.id(), name),
                        timeline,
                        traffic,
                        catalog,
                        timings,
                        scenarios,
                        alarms,
                        logs));
    }
}
