package io.jenkins.plugins.ecsdeploy.operations.setup;

import io.jenkins.plugins.ecsdeploy.ecs.ServiceRef;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.operations.AttemptRecorder;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.service.AppliedMembers;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.TemplateFormat;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;
import software.amazon.awssdk.services.ecs.model.Service;

/** A job that applies service definitions to the simulated AWS, and remembers what it applied. */
final class AppliedShop implements AutoCloseable {

    final Webshop webshop;
    final List<String> log = new ArrayList<>();
    private final Map<ServiceRef, AppliedMembers> memory = new HashMap<>();
    private final LoadBalancer balancer;
    private ReadableNames readable = ReadableNames.none();
    private Map<String, String> values = Map.of();
    private Map<String, String> tags = Map.of();
    private Optional<String> taskDefinition = Optional.empty();
    private Set<String> ignored = Set.of();
    private boolean dryRun;

    AppliedShop(Path folder) {
        webshop = Webshop.open(folder).seeded();
        balancer = webshop.described().loadBalancers().get(0);
    }

    AppliedShop values(Map<String, String> given) {
        values = given;
        return this;
    }

    AppliedShop readable(ReadableNames names) {
        readable = names;
        return this;
    }

    AppliedShop tags(Map<String, String> given) {
        tags = given;
        return this;
    }

    AppliedShop taskDefinition(String given) {
        taskDefinition = Optional.of(given);
        return this;
    }

    AppliedShop ignoring(String... members) {
        ignored = Set.of(members);
        return this;
    }

    AppliedShop dryRun(boolean wanted) {
        dryRun = wanted;
        return this;
    }

    ApplyService.Result apply(String definition) throws InterruptedException {
        log.clear();
        ApplyService.Result result = new ApplyService(
                        AttemptRecorder.NONE,
                        webshop.clock::advance,
                        service -> memory.getOrDefault(service, AppliedMembers.none()))
                .run(
                        new ApplyService.Request(
                                webshop.connection,
                                ServiceDefinitionTemplate.parse(
                                        "deploy/service.json",
                                        definition,
                                        TemplateFormat.ofText(definition),
                                        Delimiters.DEFAULT),
                                new RenderInput(values, Map.of(), Map.of()),
                                Optional.empty(),
                                readable,
                                Optional.empty(),
                                Optional.of("rehearsal"),
                                taskDefinition,
                                ignored,
                                tags,
                                dryRun),
                        (step, line) -> log.add("[" + step + "] " + line));
        memory.put(result.updated().service(), result.applied());
        return result;
    }

    /** The webshop's own definition, as the seed has made it. */
    String webshopDefinition() {
        return definition("webshop", "BLUE_GREEN", 2);
    }

    /** One of its kind, behind the same load balancer. */
    String definition(String name, String strategy, int count) {
        return """
                {
                  "serviceName": "%s",
                  "taskDefinition": "webshop",
                  "desiredCount": %d,
                  "launchType": "FARGATE",
                  "healthCheckGracePeriodSeconds": 0,
                  "loadBalancers": [
                    {
                      "targetGroupArn": "%s",
                      "containerName": "web",
                      "containerPort": 8080,
                      "advancedConfiguration": {
                        "alternateTargetGroupArn": "%s",
                        "productionListenerRule": "%s",
                        "testListenerRule": "%s",
                        "roleArn": "%s"
                      }
                    }
                  ],
                  "networkConfiguration": {
                    "awsvpcConfiguration": {
                      "subnets": ["subnet-0bbb2222", "subnet-0aaa1111"],
                      "securityGroups": ["sg-0ccc3333"]
                    }
                  },
                  "deploymentConfiguration": {
                    "strategy": "%s",
                    "bakeTimeInMinutes": 5,
                    "maximumPercent": 200,
                    "minimumHealthyPercent": 100,
                    "deploymentCircuitBreaker": {"enable": true, "rollback": true}
                  }
                }
                """.formatted(
                        name,
                        count,
                        balancer.targetGroupArn(),
                        balancer.advancedConfiguration().alternateTargetGroupArn(),
                        balancer.advancedConfiguration().productionListenerRule(),
                        balancer.advancedConfiguration().testListenerRule(),
                        balancer.advancedConfiguration().roleArn(),
                        strategy);
    }

    Service described(String name) {
        return webshop.clients
                .ecs()
                .describeServices(request -> request.cluster("rehearsal").services(name))
                .services()
                .get(0);
    }

    /** Lines without the step's name. */
    List<String> lines() {
        return log.stream().map(line -> line.substring(line.indexOf("] ") + 2)).toList();
    }

    @Override
    public void close() {
        webshop.close();
    }
}
