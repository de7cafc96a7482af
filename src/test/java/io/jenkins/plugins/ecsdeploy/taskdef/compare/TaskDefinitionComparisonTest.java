package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Apostrophes stand for quotes here. */
class TaskDefinitionComparisonTest {

    private static final JsonMapper MAPPER = new JsonMapper();

    @Test
    void aRevisionAsEcsDescribesItEqualsWhatItWasRegisteredFrom() throws IOException {
        ObjectNode described = (ObjectNode) resource("described.json").get("taskDefinition");
        ObjectNode registered = resource("registered.json");

        assertThat(TaskDefinitionComparison.between(described, registered).differences())
                .isEmpty();
        assertThat(TaskDefinitionComparison.between(described, registered)
                        .differences()
                        .isEmpty())
                .isTrue();
    }

    @Test
    void comparingLeavesBothAsTheyWere() {
        ObjectNode described = json("{'family':'shop','revision':3,'volumes':[],'tags':[]}");
        ObjectNode rendered = json("{'family':'shop','volumes':null}");

        assertThat(TaskDefinitionComparison.between(described, rendered)
                        .differences()
                        .isEmpty())
                .isTrue();
        assertThat(described).isEqualTo(json("{'family':'shop','revision':3,'volumes':[],'tags':[]}"));
        assertThat(rendered).isEqualTo(json("{'family':'shop','volumes':null}"));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                       | {'revision':1,'status':'ACTIVE','registeredAt':1.5,'deregisteredAt':2}
            {}                                       | {'tags':[{'key':'a','value':'b'}]}
            {}                                       | {'networkMode':'bridge'}
            {'runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'}} | {'networkMode':'default','runtimePlatform':{'operatingSystemFamily':'WINDOWS_SERVER_2022_CORE'}}
            {}                                       | {'taskRoleArn':'','pidMode':null,'volumes':[],'placementConstraints':[]}
            {}                                       | {'enableFaultInjection':false}
            {'cpu':256}                              | {'cpu':'256'}
            {'cpu':'.25 vCPU','memory':'1 GB'}       | {'cpu':'256','memory':'1024'}
            {'cpu':'1vcpu','memory':'0.5GB'}         | {'cpu':'1024','memory':'512'}
            {'requiresCompatibilities':['EC2','FARGATE']} | {'requiresCompatibilities':['FARGATE','EC2']}
            {'requiresCompatibilities':['FARGATE']}  | {'requiresCompatibilities':['FARGATE'],'runtimePlatform':{'cpuArchitecture':'X86_64','operatingSystemFamily':'LINUX'}}
            {'volumes':[{'name':'a'}]}               | {'volumes':[{'name':'a','host':{}}]}
            {'volumes':[{'name':'a'}]}               | {'volumes':[{'name':'a','host':{'sourcePath':null},'configuredAtLaunch':false}]}
            {'volumes':[{'name':'a','efsVolumeConfiguration':{'fileSystemId':'fs-1'}}]} | {'volumes':[{'name':'a','efsVolumeConfiguration':{'fileSystemId':'fs-1','rootDirectory':'/','transitEncryption':'DISABLED','authorizationConfig':{'iam':'DISABLED'}}}]}
            {'volumes':[{'name':'a','dockerVolumeConfiguration':{'driver':'local'}}]} | {'volumes':[{'name':'a','dockerVolumeConfiguration':{'driver':'local','scope':'task','autoprovision':false}}]}
            {'proxyConfiguration':{'containerName':'envoy'}} | {'proxyConfiguration':{'containerName':'envoy','type':'APPMESH'}}
            {'volumes':[{'name':'a'},{'name':'b'}]}  | {'volumes':[{'name':'b'},{'name':'a'}]}
            """)
    void whatEcsMakesOfATaskDefinitionIsNoDifference(String rendered, String described) {
        assertThat(TaskDefinitionComparison.between(json(described), json(rendered))
                        .differences())
                .isEmpty();
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                       | {'cpu':0,'essential':true}
            {}                                       | {'environment':[],'mountPoints':[],'volumesFrom':[],'systemControls':[],'portMappings':[],'dockerLabels':{}}
            {'privileged':false,'interactive':false} | {}
            {'versionConsistency':'enabled'}         | {}
            {'environment':[{'name':'A','value':'1'},{'name':'B','value':''}]} | {'environment':[{'name':'B','value':''},{'name':'A','value':'1'}]}
            {'secrets':[{'name':'A','valueFrom':'x'},{'name':'B','valueFrom':'y'}]} | {'secrets':[{'name':'B','valueFrom':'y'},{'name':'A','valueFrom':'x'}]}
            {'portMappings':[{'containerPort':80}]}  | {'portMappings':[{'containerPort':80,'hostPort':0,'protocol':'tcp'}]}
            {'portMappings':[{'containerPort':80},{'containerPort':53,'protocol':'udp'}]} | {'portMappings':[{'containerPort':53,'hostPort':0,'protocol':'udp'},{'containerPort':80,'hostPort':0,'protocol':'tcp'}]}
            {'portMappings':[{'containerPortRange':'80-90'}]} | {'portMappings':[{'containerPortRange':'80-90','protocol':'tcp'}]}
            {'healthCheck':{'command':['CMD','x']}}  | {'healthCheck':{'command':['CMD','x'],'interval':30,'timeout':5,'retries':3}}
            {'healthCheck':{'command':['CMD','x'],'startPeriod':0}} | {'healthCheck':{'command':['CMD','x'],'interval':30,'timeout':5,'retries':3}}
            {'mountPoints':[{'sourceVolume':'a','containerPath':'/a','readOnly':false}]} | {'mountPoints':[{'sourceVolume':'a','containerPath':'/a'}]}
            {'volumesFrom':[{'sourceContainer':'a'}]} | {'volumesFrom':[{'sourceContainer':'a','readOnly':false}]}
            {'firelensConfiguration':{'type':'fluentbit'}} | {'firelensConfiguration':{'type':'fluentbit'},'user':'0'}
            {'linuxParameters':{'initProcessEnabled':false}} | {'linuxParameters':{'capabilities':{'add':[],'drop':[]}}}
            {'linuxParameters':{'capabilities':{'add':['A','B']}}} | {'linuxParameters':{'capabilities':{'add':['B','A']}}}
            {'restartPolicy':{'enabled':true,'ignoredExitCodes':[2,1]}} | {'restartPolicy':{'enabled':true,'ignoredExitCodes':[1,2],'restartAttemptPeriod':300}}
            {'ulimits':[{'name':'nofile','softLimit':1,'hardLimit':2},{'name':'core','softLimit':0,'hardLimit':0}]} | {'ulimits':[{'name':'core','softLimit':0,'hardLimit':0},{'name':'nofile','softLimit':1,'hardLimit':2}]}
            {'logConfiguration':{'logDriver':'awslogs','options':{'a':'1','b':'2'}}} | {'logConfiguration':{'logDriver':'awslogs','options':{'b':'2','a':'1'},'secretOptions':[]}}
            {'memory':'512'}                         | {'memory':512}
            {'environment':[{'name':'A'},{'name':'B','value':'1'}]} | {'environment':[{'name':'B','value':'1'}]}
            {'environment':[{'name':'A','value':null}]} | {}
            {'environment':[{'name':'A','value':'1'},{'name':'A','value':'2'}]} | {'environment':[{'name':'A','value':'2'},{'name':'A','value':'1'}]}
            {'portMappings':[{'containerPort':80,'hostPort':81},{'containerPort':80,'hostPort':82}]} | {'portMappings':[{'containerPort':80,'hostPort':82,'protocol':'tcp'},{'containerPort':80,'hostPort':81,'protocol':'tcp'}]}
            {'environmentFiles':[{'type':'s3','value':'arn:a'},{'type':'s3','value':'arn:b'}]} | {'environmentFiles':[{'value':'arn:a','type':'s3'},{'value':'arn:b','type':'s3'}]}
            {'extraHosts':[{'hostname':'a','ipAddress':'1'},{'hostname':'b','ipAddress':'2'}]} | {'extraHosts':[{'hostname':'b','ipAddress':'2'},{'hostname':'a','ipAddress':'1'}]}
            """)
    void whatEcsMakesOfAContainerIsNoDifference(String rendered, String described) {
        assertThat(TaskDefinitionComparison.between(container(described), container(rendered))
                        .differences())
                .isEmpty();
    }

    @Test
    void theHostPortIsTheContainersInAwsvpcAndHostMode() {
        for (String mode : List.of("awsvpc", "host")) {
            String definition =
                    "{'networkMode':'" + mode + "','containerDefinitions':[{'name':'web','portMappings':[%s]}]}";
            ObjectNode described = json(definition.formatted("{'containerPort':80,'hostPort':80,'protocol':'tcp'}"));

            assertThat(TaskDefinitionComparison.between(described, json(definition.formatted("{'containerPort':80}")))
                            .differences()
                            .isEmpty())
                    .isTrue();
        }
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'image':'web:1'}                        | {'image':'web:2'}                        | image: web:1 -> web:2
            {}                                       | {'cpu':256}                              | cpu: 0 -> 256
            {'essential':true}                       | {'essential':false}                      | essential: true -> false
            {}                                       | {'privileged':true}                      | privileged: (none) -> true
            {'user':'me'}                            | {}                                       | user: me -> (none)
            {}                                       | {'environment':[{'name':'A','value':''}]} | environment[A].value: (none) -> ""
            {'environmentFiles':[{'type':'s3','value':'arn:a'}]} | {'environmentFiles':[{'type':'s3','value':'arn:b'}]} | environmentFiles: [{"type":"s3","value":"arn:a"}] -> [{"type":"s3","value":"arn:b"}]
            {'command':['a','b']}                    | {'command':['b','a']}                    | command: ["a","b"] -> ["b","a"]
            {'dnsServers':['1.1.1.1','8.8.8.8']}     | {'dnsServers':['8.8.8.8','1.1.1.1']}     | dnsServers: ["1.1.1.1","8.8.8.8"] -> ["8.8.8.8","1.1.1.1"]
            {'entryPoint':['']}                      | {}                                       | entryPoint: [""] -> (none)
            {'portMappings':[{'containerPort':80}]}  | {'portMappings':[{'containerPort':80,'hostPort':8080}]} | portMappings[80/tcp].hostPort: 0 -> 8080
            {'healthCheck':{'command':['CMD','x']}}  | {'healthCheck':{'command':['CMD','x'],'interval':10}} | healthCheck.interval: 30 -> 10
            {'dockerLabels':{'a.b':'1'}}             | {'dockerLabels':{'a.b':''}}              | dockerLabels["a.b"]: 1 -> ""
            {'mountPoints':[{'containerPath':'/a','sourceVolume':'a'}]} | {} | mountPoints[/a]: {"containerPath":"/a","sourceVolume":"a"} -> (none)
            """)
    void aDifferenceIsNamedByItsPlace(String described, String rendered, String difference) {
        assertThat(TaskDefinitionComparison.between(container(described), container(rendered))
                        .differences())
                .extracting(Difference::toString)
                .containsExactly("containerDefinitions[web]." + difference);
    }

    @ParameterizedTest(name = "{0}={1} is shown")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            LOG_LEVEL      | debug
            PORT           | 8080
            AUTHOR         | somebody
            QUEUE_URL      | https://sqs.eu-central-1.amazonaws.com/123456789012/orders
            JAVA_OPTS      | -Xmx512m -Dspring.profiles.active=prod
            BUILD          | 2026-11-25T20:00:00Z
            """)
    void aVariableThatLooksHarmlessIsShown(String name, String value) {
        assertThat(changeOf(name, value)).endsWith("(none) -> " + value);
    }

    @ParameterizedTest(name = "{0}={1} is hidden")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            DB_PASSWORD    | x
            STRIPE_KEY     | x
            SENTRY_DSN     | x
            A              | AKIAIOSFODNN7EXAMPLE
            A              | postgres://me:pw@db/shop
            A              | eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x
            A              | -----BEGIN RSA PRIVATE KEY-----
            A              | wJ4lrX7UtnF3EMIK7MDb9PxR5iCYExA2
            A              | --token=x
            """)
    void aVariableThatLooksLikeASecretIsHidden(String name, String value) {
        assertThat(changeOf(name, value)).endsWith("(none) -> (hidden)");
    }

    private static String changeOf(String name, String value) {
        ObjectNode rendered = container("{'environment':[{}]}");
        ((ObjectNode) rendered.at("/containerDefinitions/0/environment/0"))
                .put("name", name)
                .put("value", value);
        return TaskDefinitionComparison.between(container("{}"), rendered)
                .differences()
                .get(0)
                .toString();
    }

    @Test
    void aLineBreakInAValueDoesNotEndTheLogsLine() {
        assertThat(changeOf("MOTD", "a\n[awaitSteady] SUCCEEDED"))
                .endsWith("(none) -> \"a\\n[awaitSteady] SUCCEEDED\"");
    }

    @Test
    void ofLongValuesThePartIsShownWhereTheyBeginToDiffer() {
        String same = "x,".repeat(2000);
        ObjectNode described = container("{'environment':[{'name':'LIST','value':'" + same + "a'}]}");
        ObjectNode rendered = container("{'environment':[{'name':'LIST','value':'" + same + "b'}]}");

        assertThat(TaskDefinitionComparison.between(described, rendered).differences())
                .extracting(Difference::toString)
                .containsExactly("containerDefinitions[web].environment[LIST].value: …" + "x,".repeat(20)
                        + "a (4001 characters) -> …" + "x,".repeat(20) + "b (4001 characters)");
    }

    @Test
    void whereEc2MayRunItTooAPlatformMakesADifference() {
        ObjectNode named = json("{'requiresCompatibilities':['EC2','FARGATE'],"
                + "'runtimePlatform':{'cpuArchitecture':'X86_64','operatingSystemFamily':'LINUX'}}");

        assertThat(TaskDefinitionComparison.between(named, json("{'requiresCompatibilities':['EC2','FARGATE']}"))
                        .differences()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void theOrderOfTwoAddressesOfOneHostCounts() {
        assertThat(TaskDefinitionComparison.between(
                                container(
                                        "{'extraHosts':[{'hostname':'db','ipAddress':'1'},{'hostname':'db','ipAddress':'2'}]}"),
                                container(
                                        "{'extraHosts':[{'hostname':'db','ipAddress':'2'},{'hostname':'db','ipAddress':'1'}]}"))
                        .differences()
                        .isEmpty())
                .isFalse();
    }

    @Test
    void whatLooksLikeASecretAndWhereSecretsLieIsNeverShown() {
        ObjectNode described = container(
                "{'environment':[{'name':'DB_PASSWORD','value':'hunter1'},{'name':'OLD','value':'amqp://me:hunter2@mq'}],"
                        + "'secrets':[{'name':'S','valueFrom':'arn:hunter3'}],"
                        + "'command':['run','--password','hunter4'],"
                        + "'logConfiguration':{'logDriver':'splunk','options':{'splunk-token':'hunter5','env':'a'}},"
                        + "'dockerLabels':{'db':'postgres://me:hunter6@host/x'}}");
        ObjectNode rendered = container("{'environment':[{'name':'DB_PASSWORD','value':'hunter7'}],"
                + "'secrets':[{'name':'S','valueFrom':'arn:hunter8'}],"
                + "'command':['run','--password','hunter9'],"
                + "'logConfiguration':{'logDriver':'splunk','options':{'splunk-token':'hunter10','env':'b'}}}");
        ((ArrayNode) rendered.get("containerDefinitions"))
                .add(json("{'name':'new','environment':[{'name':'API_TOKEN','value':'hunter11'}]}"));

        assertThat(TaskDefinitionComparison.between(described, rendered).differences())
                .extracting(Difference::toString)
                .containsExactly(
                        "containerDefinitions[web].environment[DB_PASSWORD].value: (hidden) -> (hidden)",
                        "containerDefinitions[web].environment[OLD].value: (hidden) -> (none)",
                        "containerDefinitions[web].secrets[S].valueFrom: (hidden) -> (hidden)",
                        "containerDefinitions[web].command: (hidden) -> (hidden)",
                        "containerDefinitions[web].logConfiguration.options.splunk-token: (hidden) -> (hidden)",
                        "containerDefinitions[web].logConfiguration.options.env: a -> b",
                        "containerDefinitions[web].dockerLabels: {\"db\":\"(hidden)\"} -> (none)",
                        "containerDefinitions[new]: (none) -> {\"name\":\"new\",\"environment\":[{\"name\":\"API_TOKEN\","
                                + "\"value\":\"(hidden)\"}],\"cpu\":0,\"essential\":true}");
    }

    private static ObjectNode container(String members) {
        ObjectNode definition = json("{'family':'shop','containerDefinitions':[{'name':'web'}]}");
        ((ObjectNode) definition.at("/containerDefinitions/0")).setAll(json(members));
        return definition;
    }

    private static ObjectNode json(String text) {
        try {
            return (ObjectNode) MAPPER.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    private static ObjectNode resource(String name) throws IOException {
        try (InputStream content = TaskDefinitionComparisonTest.class.getResourceAsStream(name)) {
            return (ObjectNode) MAPPER.readTree(content);
        }
    }
}
