package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.simulator.Simulator;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderedTaskDefinition;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;

/** What ECS changes when it registers a definition; a second build recognizes all of it. Apostrophes stand for quotes. */
class RegisteredTwiceTest {

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            environment files, type first | 'environmentFiles':[{'type':'s3','value':'arn:aws:s3:::b/web.env'},{'type':'s3','value':'arn:aws:s3:::b/a.env'}]
            a variable without a value    | 'environment':[{'name':'A','value':'1'},{'name':'B'},{'name':'C','value':null},{'name':'D','value':''}]
            a variable twice              | 'environment':[{'name':'A','value':'1'},{'name':'A','value':'2'},{'name':'B','value':'3'}]
            two host ports of one port    | 'portMappings':[{'containerPort':80,'hostPort':8081},{'containerPort':80,'hostPort':8080},{'containerPort':80}]
            lists of nothing              | 'environment':[],'secrets':[],'links':[],'command':[],'dockerLabels':{}
            a role by its name            | 'cpu':1
            """)
    void itIsOneRevision(String what, String members) throws IOException, InterruptedException {
        try (Simulator simulator = Simulator.start(0, SimulatorClock.manual(Instant.parse("2026-11-23T09:00:00Z")));
                AwsClients clients = new AwsClients(AwsConnection.to(
                                Region.of(simulator.account().region()),
                                StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIDEXAMPLE", "secret")))
                        .at(simulator.endpoint()))) {
            TaskDefinitionRegistrar registrar = new TaskDefinitionRegistrar(clients, pause -> {});
            RenderedTaskDefinition rendered = definition(members);

            RegisteredTaskDefinition first = registrar.register(registrar.plan(rendered, Optional.empty()));
            RegisteredTaskDefinition second = registrar.register(registrar.plan(rendered, Optional.empty()));

            assertThat(first.registered()).isTrue();
            assertThat(second.changes()).isEmpty();
            assertThat(second.arn()).isEqualTo(first.arn());
        }
    }

    private static RenderedTaskDefinition definition(String members) {
        String text = "{'family':'shop','executionRoleArn':'execution','tags':[],"
                + "'containerDefinitions':[{'name':'web','image':'web:1','memory':128," + members + "}]}";
        return TaskDefinitionTemplate.parse("web.json", text.replace('\'', '"'), Delimiters.DEFAULT)
                .render(RenderInput.none(), TaskDefinitionSchemas.fromSdk());
    }
}
