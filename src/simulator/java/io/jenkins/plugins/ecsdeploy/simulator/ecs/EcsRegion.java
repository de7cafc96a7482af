package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.ImageCatalog;
import io.jenkins.plugins.ecsdeploy.simulator.Timeline;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.logs.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.util.HashMap;
import java.util.Map;

/** ECS in one region: its parts put together, and its operations by name. */
final class EcsRegion {

    private final RequestShapes shapes = RequestShapes.load();
    private final Map<String, Operation> operations = new HashMap<>();
    private final TaskSets taskSets;

    EcsRegion(
            AwsAccount account,
            Timeline timeline,
            Traffic traffic,
            ImageCatalog catalog,
            EcsTimings timings,
            Scenarios scenarios,
            Alarms alarms,
            LogStore logs) {
        EcsArns arns = new EcsArns(account);
        EcsIds ids = new EcsIds();
        Clusters clusters = new Clusters();
        TaskDefinitions definitions = new TaskDefinitions();
        Images images = new Images(catalog);
        TrafficSplit split = new TrafficSplit(traffic);
        ServiceScheduler scheduler =
                scheduler(timeline, traffic, timings, arns, ids, images, split, scenarios, alarms, clusters, logs);

        ClusterOperations cluster = new ClusterOperations(clusters, arns);
        operations.put("CreateCluster", cluster::create);
        operations.put("DescribeClusters", cluster::describe);
        operations.put("ListClusters", cluster::list);
        operations.put("DeleteCluster", cluster::delete);

        TaskDefinitionOperations definition = new TaskDefinitionOperations(definitions, arns, timeline);
        operations.put("RegisterTaskDefinition", definition::register);
        operations.put("DescribeTaskDefinition", definition::describe);
        operations.put("ListTaskDefinitions", definition::list);
        operations.put("ListTaskDefinitionFamilies", definition::listFamilies);
        operations.put("DeregisterTaskDefinition", definition::deregister);

        ServiceRules rules = new ServiceRules(definitions, traffic);
        Deployments deployments = new Deployments(timeline, arns, ids, images, split, scenarios);
        taskSets = new TaskSets(timeline, clusters, rules, deployments, scheduler);
        ServiceOperations service = new ServiceOperations(
                timeline, clusters, arns, ids, rules, deployments, scheduler, new ServiceView(timeline, timings));
        operations.put("CreateService", service::create);
        operations.put("UpdateService", service::update);
        operations.put("DeleteService", service::delete);
        operations.put("DescribeServices", service::describe);
        operations.put("ListServices", service::list);

        TaskOperations task = new TaskOperations(clusters, arns);
        operations.put("ListTasks", task::list);
        operations.put("DescribeTasks", task::describe);

        ServiceDeploymentOperations deployment = new ServiceDeploymentOperations(
                timeline, timings, clusters, scheduler, new ServiceDeploymentView(split));
        operations.put("ListServiceDeployments", deployment::list);
        operations.put("DescribeServiceDeployments", deployment::describe);
        operations.put("DescribeServiceRevisions", deployment::describeRevisions);
        operations.put("StopServiceDeployment", deployment::stop);
        operations.put("ContinueServiceDeployment", deployment::goOn);
    }

    TaskSets taskSets() {
        return taskSets;
    }

    ObjectNode call(String operation, ObjectNode input) {
        Operation known = operations.get(operation);
        if (known == null) {
            throw AwsError.client(
                    "UnknownOperationException", "The simulator has no operation " + operation + " of ECS.");
        }
        return known.call(shapes.read(operation, input));
    }

    private static ServiceScheduler scheduler(
            Timeline timeline,
            Traffic traffic,
            EcsTimings timings,
            EcsArns arns,
            EcsIds ids,
            Images images,
            TrafficSplit split,
            Scenarios scenarios,
            Alarms alarms,
            Clusters clusters,
            LogStore logs) {
        ServiceScheduler scheduler =
                new ServiceScheduler(timeline, timings, split, new Rollbacks(timeline, timings, scenarios, split));
        TaskStops stops = new TaskStops(timeline, traffic, timings, scheduler);
        TaskLifecycle lifecycle = new TaskLifecycle(
                timeline, traffic, timings, images, new ContainerLogs(timeline, scenarios, logs), stops, scheduler);
        Replicas replicas = new Replicas(timeline, timings, new TaskFactory(arns, ids), lifecycle::start, stops);
        LifecycleHooks hooks = new LifecycleHooks(timeline, ids, timings, scenarios, scheduler::fail);
        AlarmWatch watch = new AlarmWatch(alarms, clusters, scheduler::alarmed);
        scheduler.deployWith(
                replicas,
                hooks,
                watch,
                new RollingDeployer(replicas),
                new BlueGreenDeployer(
                        timeline,
                        traffic,
                        timings,
                        replicas,
                        hooks,
                        watch,
                        scheduler::reconcile,
                        scheduler::cleanedUp));
        return scheduler;
    }
}
