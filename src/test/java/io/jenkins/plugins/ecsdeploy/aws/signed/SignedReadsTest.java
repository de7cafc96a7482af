package io.jenkins.plugins.ecsdeploy.aws.signed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.operations.Webshop;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Signed requests, as AWS' front end reads them. */
class SignedReadsTest {

    private static final String ACTION = "application-autoscaling:DescribeScalableTargets";

    @TempDir
    Path folder;

    private Webshop webshop;
    private SignedReads reads;

    @BeforeEach
    void open() {
        webshop = Webshop.open(folder);
        reads = new SignedReads(webshop.clients, webshop.clock::advance);
    }

    @AfterEach
    void close() {
        webshop.close();
    }

    @Test
    void anAnswerInJsonIsRead() throws InterruptedException {
        webshop.simulator.autoScaling().scale("service/shop/web");

        assertThat(targets().path("ScalableTargets").get(0).path("ResourceId").asText())
                .isEqualTo("service/shop/web");
    }

    @Test
    void throttledAndLostReadsAreSentAgain() throws InterruptedException {
        webshop.simulator.faults().next(1, ACTION, Faults.throttled()).next(1, ACTION, Faults.drop());

        assertThat(targets().path("ScalableTargets").isArray()).isTrue();
    }

    @Test
    void aDeniedReadNamesItsAction() {
        webshop.simulator.faults().deny(ACTION);

        assertThatThrownBy(this::targets)
                .isInstanceOfSatisfying(
                        AwsCallException.class,
                        denied -> assertThat(denied.kind()).isEqualTo(AwsCallException.Kind.ACCESS_DENIED))
                .hasMessageContaining("Missing IAM action: " + ACTION);
    }

    @Test
    void aRefusalIsInAwsWords() {
        ObjectNode other = JsonNodeFactory.instance.objectNode().put("ServiceNamespace", "ec2");

        assertThatThrownBy(() -> reads.json(SignedService.APPLICATION_AUTO_SCALING, ACTION, "service web", other))
                .hasMessageContaining(ACTION + " for service web was refused")
                .hasMessageContaining("(ValidationException)");
    }

    private JsonNode targets() throws InterruptedException {
        ObjectNode asked = JsonNodeFactory.instance.objectNode().put("ServiceNamespace", "ecs");
        asked.putArray("ResourceIds").add("service/shop/web");
        return reads.json(SignedService.APPLICATION_AUTO_SCALING, ACTION, "service web", asked);
    }

    @Test
    void anXmlAnswerBecomesMembersListsAndTexts() {
        JsonNode read = XmlAnswer.read(
                "<R xmlns='x'><A><member><N>1</N></member><member><N>2</N></member></A>" + "<B/><C>t</C></R>");

        assertThat(read.toString()).isEqualTo("{\"A\":[{\"N\":\"1\"},{\"N\":\"2\"}],\"B\":\"\",\"C\":\"t\"}");
        assertThat(XmlAnswer.read("<html>").isEmpty()).isTrue();
    }

    @Test
    void eachServiceHasItsHostAndSigningRegion() {
        assertThat(SignedService.values()).allSatisfy(service -> {
            ServiceMetadata known = ServiceMetadata.of(service.signingName());
            Region region = service.region(Region.EU_CENTRAL_1);
            boolean global = service == SignedService.IAM;
            assertThat(known.endpointFor(region).toString())
                    .isEqualTo(global ? "iam.amazonaws.com" : service.signingName() + ".eu-central-1.amazonaws.com");
            assertThat(known.signingRegion(region).id()).isEqualTo(global ? "us-east-1" : "eu-central-1");
        });
        Region china = SignedService.IAM.region(Region.CN_NORTH_1);
        assertThat(ServiceMetadata.of("iam").endpointFor(china).toString())
                .isEqualTo("iam.cn-north-1.amazonaws.com.cn");
    }
}
