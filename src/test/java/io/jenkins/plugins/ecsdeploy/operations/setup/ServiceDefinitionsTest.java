package io.jenkins.plugins.ecsdeploy.operations.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is a service's definition, and what is refused as one. */
class ServiceDefinitionsTest {

    private static final String WORKER = """
            serviceName: worker
            taskDefinition: webshop
            desiredCount: ${COUNT}
            launchType: FARGATE
            networkConfiguration:
              awsvpcConfiguration:
                subnets: [subnet-0aaa1111, subnet-0bbb2222]
                securityGroups: [sg-0ccc3333]
            """;

    @TempDir
    Path folder;

    private AppliedShop shop;

    @BeforeEach
    void open() {
        shop = new AppliedShop(folder);
        shop.values(Map.of("COUNT", "1"));
    }

    @AfterEach
    void close() {
        shop.close();
    }

    @Test
    void whatEcsFixesIsRefusedByName() throws InterruptedException {
        shop.apply(WORKER);

        assertThatThrownBy(() -> shop.apply(WORKER.replace("FARGATE", "EC2")))
                .isInstanceOf(EcsDeployException.class)
                .hasMessageContaining("The service worker in cluster rehearsal can't get this in place")
                .hasMessageContaining("launchType: FARGATE -> EC2")
                .hasMessageContaining("name capacityProviderStrategy instead of launchType");
    }

    @Test
    void allFaultsAreReportedAtOnceWithTheirPlaces() {
        assertThatThrownBy(() -> shop.apply("""
                {
                  "serviceName": "work er",
                  "desiredCount": "many",
                  "lauchType": "FARGATE",
                  "capacityProviderStrategy": [{"weight": 1}],
                  "networkConfiguration": {"awsvpcConfiguration": {"subnets": ["${SUBNET}"]}}
                }
                """))
                .hasMessageStartingWith("6 faults in the service definition template deploy/service.json:\n")
                .hasMessageContaining("deploy/service.json:2:18 serviceName \"work er\" is no name of a service")
                .hasMessageContaining("deploy/service.json:3:19 desiredCount expects an integer")
                .hasMessageContaining("deploy/service.json:4:3 lauchType unknown field \"lauchType\"")
                .hasMessageContaining("; did you mean launchType?")
                .hasMessageContaining("deploy/service.json:5:32 capacityProviderStrategy[0].capacityProvider")
                .hasMessageContaining("no value for ${SUBNET}")
                .hasMessageContaining("a value was given for COUNT");
    }

    @Test
    void aTaskDefinitionFileIsNamedAsSuch() {
        assertThatThrownBy(() -> shop.apply("{\"family\": \"web\", \"containerDefinitions\": []}"))
                .hasMessageContaining("this is a task definition: give the definition of the service");
    }

    @Test
    void whatCreationNeedsIsNamed() {
        assertThatThrownBy(() -> shop.values(Map.of()).apply("serviceName: worker\n"))
                .isInstanceOf(EcsDeployException.class)
                .hasMessage(
                        "The service worker in cluster rehearsal does not exist, and its definition lacks desiredCount"
                                + " and taskDefinition, without which ECS creates none. Add them to the definition, or name"
                                + " taskDefinition in the step.");
    }

    @Test
    void aClusterThatIsMissingIsNamed() {
        assertThatThrownBy(() -> shop.apply(WORKER + "cluster: shop\n"))
                .hasMessageContaining("There is no ECS cluster \"shop\" in region us-east-1");
    }

    @Test
    void whatDescribeServicesPrintsIsADefinition() throws InterruptedException {
        String printed = """
                {"services": [{"serviceArn": "arn:aws:ecs:us-east-1:123456789012:service/rehearsal/webshop",
                  "serviceName": "webshop", "clusterArn": "arn:aws:ecs:us-east-1:123456789012:cluster/rehearsal",
                  "status": "ACTIVE", "desiredCount": 2, "runningCount": 2, "launchType": "FARGATE",
                  "deployments": [{"id": "ecs-svc/1", "status": "PRIMARY"}], "events": [],
                  "schedulingStrategy": "REPLICA"}], "failures": []}""";
        ApplyService.Result result = shop.values(Map.of()).apply(printed);

        assertThat(result.updated().changed()).isFalse();
        assertThat(result.updated().service().cluster()).endsWith(":cluster/rehearsal");
        assertThat(shop.lines())
                .anySatisfy(line -> assertThat(line)
                        .isEqualTo("deploy/service.json:1:16 left out fields that only ECS sets: serviceArn,"
                                + " clusterArn, status, runningCount, deployments, events"));
    }
}
