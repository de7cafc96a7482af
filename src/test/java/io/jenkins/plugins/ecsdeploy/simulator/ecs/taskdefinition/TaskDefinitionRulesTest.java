package io.jenkins.plugins.ecsdeploy.simulator.ecs.taskdefinition;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What ECS refuses, in its own words where they are known. Apostrophes stand for quotes. */
class TaskDefinitionRulesTest {

    private static final String FARGATE =
            "{'family':'web','requiresCompatibilities':['FARGATE'],'networkMode':'awsvpc','cpu':'256','memory':'512',";

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'memory':1,'secrets':[]                                   | When you are specifying container secrets
            'memory':1,'repositoryCredentials':{}                     | Private repository authentication requires
            'memory':0                                     | At least one of 'memory' or 'memoryReservation'
            'memory':1,'logConfiguration':{'logDriver':'awslogs'} | Log driver awslogs requires options: awslogs-region, awslogs-group
            'memory':1,'logConfiguration':{'logDriver':'awslogs','options':{'awslogs-region':'r','awslogs-group':''}} | option 'awslogs-group' should not be null or empty
            'memory':1,'environment':[{'value':'1'}]       | Environment variable name cannot be null or blank
            'memory':1,'essential':false                   | at least one essential container
            """)
    void aContainerIsRefused(String members, String message) {
        assertRefused("{'family':'web','containerDefinitions':[{'name':'web','image':'x'," + members + "}]}", message);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'tags':[]                                      | Tags can not be empty
            'taskRoleArn':''                               | Role is not valid
            'executionRoleArn':'arn:aws:iam::1:role/x'     | Role is not valid
            'networkMode':'awsvpc'                         | Links are not supported when networkMode=awsvpc
            'memory':'1'                                   | The 'memory' setting for container 'web' is greater than for the task
            'proxyConfiguration':{'properties':[{'name':'AppPorts'}]} | ProxyConfiguration properties value cannot be null
            'volumes':[{'efsVolumeConfiguration':{'rootDirectory':'/x','authorizationConfig':{'accessPointId':'f'}}}] | the root directory must either be set to "/" or be omitted
            'volumes':[{'efsVolumeConfiguration':{'authorizationConfig':{'iam':'ENABLED'}}}] | Transit encryption must be enabled
            """)
    void aTaskDefinitionIsRefused(String members, String message) {
        assertRefused(
                "{'family':'web','containerDefinitions':[{'name':'web','image':'x','memory':2,'links':['b']}],"
                        + members + "}",
                message);
    }

    @ParameterizedTest(name = "{2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'ipcMode':'task'                               | 'cpu':1             | do not support ipcMode
            'placementConstraints':[{'type':'memberOf'}]   | 'cpu':1             | do not support placementConstraints
            'volumes':[{'host':{'sourcePath':'/x'}}]       | 'cpu':1             | do not support sourcePath
            'pidMode':'task'                               | 'privileged':true   | do not support privileged
            'pidMode':'task'                               | 'resourceRequirements':[{'type':'GPU','value':'1'}] | do not support GPU
            'pidMode':'task'                               | 'cpu':257           | The sum of all container 'cpu' values
            """)
    void fargateRefusesIt(String task, String container, String message) {
        assertRefused(
                FARGATE + task + ",'containerDefinitions':[{'name':'web','image':'x'," + container + "}]}", message);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'name':'a','image':'x','dependsOn':[{'containerName':'b','condition':'SUCCESS'}]},{'name':'b','image':'x'} | cannot be an essential container
            {'name':'a','image':'x','dependsOn':[{'containerName':'b','condition':'START'}]},{'name':'b','image':'x','dependsOn':[{'containerName':'a','condition':'START'}]} | should not have a cycle
            {'name':'a','image':'x'},{'name':'a','image':'x'} | must be unique
            """)
    void containersTogetherAreRefused(String containers, String message) {
        assertRefused("{'family':'web','memory':'512','containerDefinitions':[" + containers + "]}", message);
    }

    @ParameterizedTest
    @CsvSource({"32768,249856", "32768,61440", "16384,32768"})
    void fargatesLargestSizesAreRegistered(String cpu, String memory) {
        assertThatCode(() -> TaskDefinitionRules.check(
                        json(FARGATE.replace("256", cpu).replace("512", memory)
                                + "'containerDefinitions':[{'name':'web','image':'x','privileged':false}]}")))
                .doesNotThrowAnyException();
    }

    private static void assertRefused(String definition, String message) {
        assertThatThrownBy(() -> TaskDefinitionRules.check(json(definition)))
                .isInstanceOf(AwsError.class)
                .hasMessageContaining(message);
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) new ObjectMapper().readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException malformed) {
            throw new IllegalArgumentException(malformed);
        }
    }
}
