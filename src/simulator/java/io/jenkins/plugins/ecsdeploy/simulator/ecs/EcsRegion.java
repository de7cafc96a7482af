package io.jenkins.plugins.ecsdeploy.simulator.ecs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsArns;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsIds;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.EcsOperation;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.api.RequestShapes;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.AlarmWatch;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.BlueGreenDeployer;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.DeploymentFactory;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.LifecycleHooks;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.Rollbacks;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.RollingDeployer;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.ServiceScheduler;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.deployment.TrafficSplit;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ClusterOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ContainerInstanceOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.RunTaskOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ServiceDeploymentOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ServiceOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.ServiceRules;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.operation.TaskSets;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.service.Clusters;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.ContainerLogs;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Images;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.OneOffLifecycle;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.Replicas;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskFactory;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskLifecycle;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.task.TaskStops;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitionOperations;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition.TaskDefinitions;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceDeploymentView;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.view.ServiceView;
import io.jenkins.plugins.ecsdeploy.simulator.elb.Traffic;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.ImageCatalog;
import java.util.HashMap;
import java.util.Map;

/** ECS in one region: its parts put together, and its operations by name. */
final class EcsRegion {

    private final RequestShapes shapes = RequestShapes.load();
    private final Map<String, EcsOperation> operations = new HashMap<>();
    private final TaskSets taskSets;

    EcsRegion(
            AwsAccount account,
            EventTimeline timeline,
            Traffic traffic,
            ImageCatalog catalog,
            EcsTimings timings,
            Scenarios scenarios,
            CloudWatchAlarms alarms,
            LogStore logs) {
        EcsArns arns = new EcsArns(account);
        EcsIds ids = new EcsIds();
        Clusters clusters = new Clusters();
        TaskDefinitions definitions = new TaskDefinitions();
        Images images = new Images(catalog);
        TrafficSplit split = new TrafficSplit(traffic);
        ContainerLogs containerLogs = new ContainerLogs(timeline, scenarios, logs);
        TaskFactory factory = new TaskFactory(arns, ids);
        ServiceScheduler scheduler =
                new ServiceScheduler(timeline, timings, split, new Rollbacks(timeline, timings, scenarios, split));
        TaskStops stops = new TaskStops(timeline, traffic, timings, scheduler);
        schedule(
                scheduler,
                stops,
                factory,
                containerLogs,
                timeline,
                traffic,
                timings,
                ids,
                images,
                scenarios,
                alarms,
                clusters);

        ClusterOperations cluster = new ClusterOperations(clusters, arns);
        operations.put("CreateCluster", cluster::create);
        operations.put("DescribeClusters", cluster::describe);
        operations.put("ListClusters", cluster::list);
        operations.put("DeleteCluster", cluster::delete);
        operations.put("PutClusterCapacityProviders", cluster::putCapacityProviders);

        ContainerInstanceOperations instance = new ContainerInstanceOperations(clusters, arns, ids);
        operations.put("RegisterContainerInstance", instance::register);
        operations.put("ListContainerInstances", instance::list);
        operations.put("DescribeContainerInstances", instance::describe);

        TaskDefinitionOperations definition = new TaskDefinitionOperations(definitions, arns, timeline);
        operations.put("RegisterTaskDefinition", definition::register);
        operations.put("DescribeTaskDefinition", definition::describe);
        operations.put("ListTaskDefinitions", definition::list);
        operations.put("ListTaskDefinitionFamilies", definition::listFamilies);
        operations.put("DeregisterTaskDefinition", definition::deregister);

        ServiceRules rules = new ServiceRules(definitions, traffic);
        DeploymentFactory deployments = new DeploymentFactory(timeline, arns, ids, images, split, scenarios);
        taskSets = new TaskSets(timeline, clusters, rules, deployments, scheduler);
        ServiceOperations service = new ServiceOperations(
                timeline, clusters, arns, ids, rules, deployments, scheduler, new ServiceView(timeline, timings));
        operations.put("CreateService", service::create);
        operations.put("UpdateService", service::update);
        operations.put("DeleteService", service::delete);
        operations.put("DescribeServices", service::describe);
        operations.put("ListServices", service::list);
        operations.put("TagResource", service::tag);

        TaskOperations task = new TaskOperations(timeline, clusters, arns);
        operations.put("ListTasks", task::list);
        operations.put("DescribeTasks", task::describe);
        operations.put("UpdateTaskProtection", task::protect);
        RunTaskOperations oneOff = new RunTaskOperations(
                timeline,
                clusters,
                definitions,
                arns,
                scenarios,
                factory,
                new OneOffLifecycle(timeline, timings, images, containerLogs),
                stops);
        operations.put("RunTask", oneOff::run);
        operations.put("StopTask", oneOff::stop);

        ServiceDeploymentOperations deployment = new ServiceDeploymentOperations(
                timeline, timings, clusters, scheduler, new ServiceDeploymentView(split));
        operations.put("ListServiceDeployments", deployment::list);
        operations.put("DescribeServiceDeployments", deployment::describe);
        operations.put("DescribeServiceRevisions", deployment::describeRevisions);
        operations.put("StopServiceDeployment", deployment::stop);
        operations.put("ContinueServiceDeployment", deployment::continueDeployment);
    }

    TaskSets taskSets() {
        return taskSets;
    }

    ObjectNode call(String operation, ObjectNode input) {
        EcsOperation known = operations.get(operation);
        if (known == null) {
            throw AwsError.client(
                    "UnknownOperationException", "The simulator has no operation " + operation + " of ECS.");
        }
        return known.call(shapes.read(operation, input));
    }

    private static void schedule(
            ServiceScheduler scheduler,
            TaskStops stops,
            TaskFactory factory,
            ContainerLogs logs,
            EventTimeline timeline,
            Traffic traffic,
            EcsTimings timings,
            EcsIds ids,
            Images images,
            Scenarios scenarios,
            CloudWatchAlarms alarms,
            Clusters clusters) {
        TaskLifecycle lifecycle = new TaskLifecycle(timeline, traffic, timings, images, logs, stops, scheduler);
        Replicas replicas = new Replicas(timeline, timings, factory, lifecycle::start, stops);
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
    }
}
