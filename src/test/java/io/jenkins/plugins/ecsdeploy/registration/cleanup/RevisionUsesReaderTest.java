package io.jenkins.plugins.ecsdeploy.registration.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** Uses that the simulated ECS lacks: task sets of CodeDeploy and standalone tasks. Canned answers over HTTP. */
class RevisionUsesReaderTest {

    private static final String FAMILY = "arn:aws:ecs:us-east-1:123456789012:task-definition/web:";

    @Test
    void taskSetsOfCodeDeployAndTasksOnTheirOwnAreUses() throws IOException {
        RevisionUses uses = read(Map.of(
                "ListServices",
                "{'serviceArns':['arn:aws:ecs:us-east-1:123456789012:service/shop/web']}",
                "DescribeServices",
                ("{'services':[{'serviceName':'web','deploymentController':{'type':'CODE_DEPLOY'},"
                                + "'taskSets':[{'id':'ecs-svc/2','status':'ACTIVE','taskDefinition':'%s8'},"
                                + "{'id':'ecs-svc/1','status':'PRIMARY','taskDefinition':'%s7'}]}]}")
                        .formatted(FAMILY, FAMILY),
                "ListTasks",
                "{'taskArns':['arn:aws:ecs:us-east-1:123456789012:task/shop/abc']}",
                "DescribeTasks",
                ("{'tasks':[{'taskArn':'arn:aws:ecs:us-east-1:123456789012:task/shop/abc',"
                                + "'taskDefinitionArn':'%s3'}]}")
                        .formatted(FAMILY)));

        assertThat(uses.of(FAMILY + 8)).contains("task set ecs-svc/2 of service web in cluster shop runs it");
        assertThat(uses.of(FAMILY + 7)).contains("task set ecs-svc/1 of service web in cluster shop runs it");
        assertThat(uses.of(FAMILY + 3)).contains("task abc in cluster shop runs it");
        assertThat(uses.of(FAMILY + 2)).isEmpty();
    }

    @Test
    void aDeploymentThatRollsBackUsesWhereItGoesBackTo() throws IOException {
        String revisions = "arn:aws:ecs:us-east-1:123456789012:service-revision/shop/web/";
        RevisionUses uses = read(Map.of(
                "ListServices", "{'serviceArns':['arn:aws:ecs:us-east-1:123456789012:service/shop/web']}",
                "DescribeServices",
                        "{'services':[{'serviceName':'web','serviceArn':'arn:x:service/shop/web',"
                                + "'taskDefinition':'" + FAMILY + "9'}]}",
                "ListServiceDeployments",
                        "{'serviceDeployments':["
                                + "{'serviceDeploymentArn':'arn:d/2','status':'ROLLBACK_IN_PROGRESS','createdAt':20},"
                                + "{'serviceDeploymentArn':'arn:d/1','status':'STOPPED','createdAt':10}]}",
                "DescribeServiceDeployments",
                        "{'serviceDeployments':[{'serviceArn':'arn:x:service/shop/web',"
                                + "'targetServiceRevision':{'arn':'" + revisions + "2'},"
                                + "'rollback':{'serviceRevisionArn':'" + revisions + "1'}}]}",
                "DescribeServiceRevisions",
                        "{'serviceRevisions':[{'serviceRevisionArn':'" + revisions + "1'," + "'taskDefinition':'"
                                + FAMILY + "4'}]}",
                "ListTasks", "{'taskArns':[]}"));

        assertThat(uses.of(FAMILY + 4))
                .contains("a deployment of service web in cluster shop deploys it or can be rolled back to it");
    }

    private static RevisionUses read(Map<String, String> answers) throws IOException {
        RevisionUses uses = new RevisionUses("web");
        try (SimulatorServer server = new SimulatorServer(0, new Faults())
                        .add(new CannedEcs(answers))
                        .start();
                AwsClients clients = new AwsClients(AwsConnection.to(
                                Region.US_EAST_1,
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .at(server.endpoint()))) {
            new RevisionUsesReader(clients).read("shop", "web", uses);
        }
        return uses;
    }

    /** Answers by operation; apostrophes stand for quotes. */
    private record CannedEcs(Map<String, String> answers) implements JsonService {

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
            try {
                return (ObjectNode)
                        new JsonMapper().readTree(answers.get(operation).replace('\'', '"'));
            } catch (JsonProcessingException malformed) {
                throw new IllegalArgumentException(malformed);
            }
        }
    }
}
