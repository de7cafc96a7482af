package io.jenkins.plugins.ecsdeploy.simulator.account;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What Systems Manager and Secrets Manager answer to those who read for templates. */
class TemplateSourcesTest {

    private static final Caller CALLER = new Caller("AKIAEXAMPLE", "us-east-1", "");

    private final Surroundings account = new Surroundings();
    private final SimulatedParameterStore store = new SimulatedParameterStore(AwsAccount.EXAMPLE, account);

    @Test
    void aParameterHasVersionsAndTheNewestIsItsValue() {
        account.parameter("/a", "String", "1").parameter("/a", "String", "2");

        assertThat(get(false, "/a", "/a:1", "/a:3", "/b").toString())
                .isEqualTo("{\"Parameters\":["
                        + "{\"Name\":\"/a\",\"Type\":\"String\",\"Value\":\"2\",\"Version\":2,"
                        + "\"ARN\":\"arn:aws:ssm:us-east-1:123456789012:parameter/a\",\"DataType\":\"text\"},"
                        + "{\"Name\":\"/a\",\"Type\":\"String\",\"Value\":\"1\",\"Version\":1,"
                        + "\"ARN\":\"arn:aws:ssm:us-east-1:123456789012:parameter/a\",\"DataType\":\"text\","
                        + "\"Selector\":\":1\"}],"
                        + "\"InvalidParameters\":[\"/a:3\",\"/b\"]}");
    }

    @Test
    void aSecureStringIsReadOnlyWithDecryption() {
        account.parameter("/a", "SecureString", "secret");

        assertThat(get(false, "/a").at("/Parameters/0/Value").asText()).isNotEqualTo("secret");
        assertThat(get(true, "/a").at("/Parameters/0/Value").asText()).isEqualTo("secret");
    }

    @Test
    void elevenNamesAreTooMany() {
        String[] names =
                IntStream.range(0, 11).mapToObj(number -> "/p" + number).toArray(String[]::new);

        assertThatThrownBy(() -> get(false, names))
                .isInstanceOf(AwsError.class)
                .hasMessage("1 validation error detected: Value '" + List.of(names) + "' at 'names' failed to satisfy"
                        + " constraint: Member must have length less than or equal to 10");
    }

    @Test
    void aSecretByWayOfTheStoreNeedsDecryption() {
        assertThatThrownBy(() -> get(false, "/aws/reference/secretsmanager/a"))
                .hasMessage("WithDecryption flag must be True for retrieving a Secret Manager secret.");
    }

    @Test
    void oneDeniedParameterDeniesTheCall() {
        account.parameter("/a", "String", "1")
                .deny(Surroundings.BUILD, "ssm:GetParameters", "arn:aws:ssm:us-east-1:123456789012:parameter/b");

        assertThatThrownBy(() -> get(false, "/a", "/b"))
                .hasMessage("User: " + Surroundings.BUILD + " is not authorized to perform: ssm:GetParameters on"
                        + " resource: arn:aws:ssm:us-east-1:123456789012:parameter/b because no identity-based policy"
                        + " allows the ssm:GetParameters action");
    }

    private ObjectNode get(boolean decrypts, String... names) {
        ObjectNode request = JsonNodeFactory.instance.objectNode().put("WithDecryption", decrypts);
        List.of(names).forEach(request.putArray("Names")::add);
        return store.call("GetParameters", request, CALLER);
    }
}
