package io.jenkins.plugins.ecsdeploy.taskdef;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TaskDefinitionTemplateTest {

    private static final String TWO_CONTAINERS = """
            {
              "family": "shop",
              "containerDefinitions": [
                {"name": "${APP:-web}", "image": "${IMAGE}", "cpu": 128},
                {"name": "proxy", "image": "envoy:1"}
              ],
              "memory": "512"
            }
            """;

    @Test
    void imagesAreReplacedByContainerAndSidecarsStay() {
        assertThat(Rendering.of(TWO_CONTAINERS)
                        .image("web", "host:5000/shop@sha256:" + "ab".repeat(32))
                        .json())
                .isEqualTo("{\"family\":\"shop\",\"containerDefinitions\":["
                        + "{\"name\":\"web\",\"image\":\"host:5000/shop@sha256:" + "ab".repeat(32) + "\",\"cpu\":128},"
                        + "{\"name\":\"proxy\",\"image\":\"envoy:1\"}],\"memory\":\"512\"}");
    }

    @Test
    void aReplacedImagesPlaceholderNeedsNoValueAndMayHaveOne() {
        assertThat(Rendering.of(TWO_CONTAINERS)
                        .image("web", "web:2")
                        .value("IMAGE", "unused")
                        .json())
                .contains("\"web:2\"");
    }

    @Test
    void anImageInAnImageIsNotReadForPlaceholders() {
        assertThat(Rendering.of(TWO_CONTAINERS).image("web", "${X}").faults()).hasSize(1);
    }

    @Test
    void aContainerWithoutImageGetsTheOneGiven() {
        assertThat(Rendering.of("{\"family\":\"f\",\"containerDefinitions\":[{\"name\":\"web\"}],\"memory\":512}")
                        .image("web", "web:1")
                        .json())
                .contains("{\"name\":\"web\",\"image\":\"web:1\"}");
    }

    @Test
    void anUnknownContainerIsRefusedWithTheNamesThereAre() {
        assertThat(Rendering.of(TWO_CONTAINERS)
                        .value("IMAGE", "web:1")
                        .image("wbe", "web:2")
                        .image("proxy", " ")
                        .faults())
                .containsExactly(
                        "web.json:3:3 containerDefinitions an image was given for container wbe, which is not in the"
                                + " template; there are: web, proxy; did you mean web?",
                        "web.json:3:3 containerDefinitions the image given for proxy is empty");
    }

    @Test
    void aContainersNameMayBeABarePlaceholder() {
        assertThat(Rendering.of(
                                "{\"family\":\"f\",\"containerDefinitions\":[{\"name\":${APP},\"image\":\"x\"}],\"memory\":512}")
                        .value("APP", "web")
                        .image("web", "web:1")
                        .json())
                .contains("{\"name\":\"web\",\"image\":\"web:1\"}");
    }

    @Test
    void twoContainersOfOneNameAreRefused() {
        assertThat(Rendering.of(TWO_CONTAINERS)
                        .value("APP", "proxy")
                        .value("IMAGE", "x")
                        .faults())
                .containsExactly(
                        "web.json:5:14 containerDefinitions[1].name an earlier container is also named" + " \"proxy\"");
    }

    @Test
    void describeOutputIsUnwrappedAndRidOfWhatOnlyEcsSets() {
        Rendering rendering = Rendering.of("""
                {
                  "taskDefinition": {
                    "taskDefinitionArn": "arn", "family": "shop", "revision": 3,
                    "containerDefinitions": [{"name": "web", "image": "web:1", "memory": 128}],
                    "status": "ACTIVE", "requiresAttributes": [{"name": "x"}], "compatibilities": ["EC2"],
                    "registeredAt": 1.5, "registeredBy": "me"
                  },
                  "tags": [{"key": "team", "value": "shop"}]
                }
                """);

        assertThat(rendering.json())
                .isEqualTo(
                        "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"web:1\",\"memory\":128}],"
                                + "\"tags\":[{\"key\":\"team\",\"value\":\"shop\"}]}");
        assertThat(rendering.notices())
                .containsExactly(
                        "web.json:2:3 this is the output of describe-task-definition: what is in taskDefinition is used",
                        "web.json:3:5 left out fields that only ECS sets: taskDefinitionArn, revision, status,"
                                + " requiresAttributes, compatibilities, registeredAt, registeredBy");
    }

    @Test
    void unknownFieldsAreRefusedWithTheNearestKnownName() {
        assertThat(Rendering.ofContainer("'memmory':1,'commands':[],'secret':[],'somethingElse':{'a':1}")
                        .faults())
                .containsExactly(
                        "web.json:1:72 containerDefinitions[0].memmory unknown field \"memmory\": ContainerDefinition"
                                + " has no such field; did you mean memory?",
                        "web.json:1:84 containerDefinitions[0].commands unknown field \"commands\": ContainerDefinition"
                                + " has no such field; did you mean command?",
                        "web.json:1:98 containerDefinitions[0].secret unknown field \"secret\": ContainerDefinition"
                                + " has no such field; did you mean secrets?",
                        "web.json:1:110 containerDefinitions[0].somethingElse unknown field \"somethingElse\":"
                                + " ContainerDefinition has no such field");
    }

    @Test
    void aValueOfAnotherTypeIsRefused() {
        assertThat(Rendering.ofContainer(
                                "'cpu':'x','memory':1.5,'essential':1,'command':'a','environment':{},"
                                        + "'dockerLabels':[],'hostname':[],'stopTimeout':4294967296,'links':[null],'startTimeout':${A}")
                        .value("A", "soon")
                        .failure()
                        .faults())
                .extracting(fault -> fault.path() + " " + fault.message())
                .containsExactly(
                        "containerDefinitions[0].cpu expects CPU units, such as 256, or vCPUs, such as \".25 vcpu\", got the string \"x\"",
                        "containerDefinitions[0].memory expects MiB, such as 512, or GB, such as \"1 GB\", got 1.5",
                        "containerDefinitions[0].essential expects true or false, got a number",
                        "containerDefinitions[0].command expects a list, got a string",
                        "containerDefinitions[0].environment expects a list, got an object",
                        "containerDefinitions[0].dockerLabels expects an object, got a list",
                        "containerDefinitions[0].hostname expects a string, got a list",
                        "containerDefinitions[0].stopTimeout expects an integer, got 4294967296",
                        "containerDefinitions[0].links[0] expects a string, got null",
                        "containerDefinitions[0].startTimeout expects an integer, but the value of this placeholder is"
                                + " not");
    }

    @Test
    void quotesAroundNumbersAndNumbersWithoutQuotesAreCorrected() {
        Rendering rendering = Rendering.ofContainer(
                "'cpu':'256','memory':512.0,'essential':'True','user':1000,'environment':[{'name':'A','value':true},"
                        + "{'name':'B','value':1.50e3}]");

        assertThat(rendering.container())
                .isEqualTo("{'cpu':256,'memory':512,'essential':true,'user':'1000','environment':[{'name':'A',"
                        + "'value':'true'},{'name':'B','value':'1.50e3'}]}");
        assertThat(rendering.notices())
                .containsExactly(
                        "web.json:1:78 containerDefinitions[0].cpu \"256\" is read as an integer, without the quotes",
                        "web.json:1:111 containerDefinitions[0].essential \"True\" is read as true or false,"
                                + " without the quotes");
    }

    @Test
    void nullsAreLeftOut() {
        assertThat(Rendering.ofContainer("'cpu':null,'links':null,'dockerLabels':{'a':null,'b':''}")
                        .container())
                .isEqualTo("{'dockerLabels':{'b':''}}");
    }

    @Test
    void namesOfLabelsAndOptionsAreFree() {
        assertThat(Rendering.ofContainer("'logConfiguration':{'logDriver':'json-file','options':{'any-thing.here':7}}")
                        .container())
                .isEqualTo("{'logConfiguration':{'logDriver':'json-file','options':{'any-thing.here':'7'}}}");
    }

    @Test
    void whatIsRequiredIsNamedWithThePlaceToAddIt() {
        assertThat(Rendering.of("{\n\"containerDefinitions\":[{},\n{\"name\":\"\",\"image\":\"x\"}],\"memory\":512}")
                        .faults())
                .containsExactly(
                        "web.json:1:1 family the task definition has no family: add \"family\": \"...\" at its top level",
                        "web.json:2:25 containerDefinitions[0].image the container has no image: add \"image\": \"...\" to"
                                + " it, or give one for this container",
                        "web.json:2:25 containerDefinitions[0].name the container has no name: add \"name\": \"...\" to it",
                        "web.json:3:9 containerDefinitions[1].name empty: the container has no name: add \"name\": \"...\""
                                + " to it");
        assertThat(Rendering.of("{\"family\":\"f\",\"containerDefinitions\":[]}")
                        .faults())
                .containsExactly("web.json:1:38 containerDefinitions the task definition has no container: add at least"
                        + " one with \"name\" and \"image\"");
    }

    @Test
    void moreThanEcsTakesIsRefusedWithTheSize() {
        assertThat(Rendering.ofContainer("'user':'" + "é".repeat(40_000) + "'").faults())
                .containsExactly(
                        "web.json:1:1 the rendered task definition has 80098 bytes; ECS accepts at most 65536");
    }

    @Test
    void theSameTextAndValuesAlwaysGiveTheSameBytes() {
        assertThat(Rendering.of(TWO_CONTAINERS).value("IMAGE", "a").json())
                .isEqualTo(Rendering.of(TWO_CONTAINERS).value("IMAGE", "a").json());
    }
}
