package io.jenkins.plugins.ecsdeploy.registry.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.github.dockerjava.api.model.PushResponseItem;
import io.jenkins.plugins.ecsdeploy.image.Digest;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryException;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An engine's messages, as Docker 20.10 sends them. */
class DockerPushStreamTest {

    private static final JsonMapper JSON =
            JsonMapper.builder().enable(JsonReadFeature.ALLOW_SINGLE_QUOTES).build();
    private static final ImageReference NAME = ImageReference.parse("r.example.com/web:1");
    private static final RegistryTarget TARGET = RegistryTarget.of("r.example.com", "web");
    private static final Digest DIGEST = Digest.sha256(new byte[0]);

    private final List<String> reports = new ArrayList<>();

    @Test
    void layersAndTheDigestAreReported() throws Exception {
        DockerPushStream stream = stream(Duration.ofMinutes(10));

        stream.onNext(item("{'status':'The push refers to repository [r.example.com/web]'}"));
        stream.onNext(item("{'status':'Preparing','progressDetail':{},'id':'a1'}"));
        stream.onNext(item("{'status':'Pushing','progressDetail':{'current':500,'total':2000},'id':'a1'}"));
        stream.onNext(item("{'status':'Pushing','progressDetail':{'current':2048},'id':'a1'}"));
        stream.onNext(item("{'status':'Layer already exists','progressDetail':{},'id':'b2'}"));
        stream.onNext(item("{'status':'Pushed','progressDetail':{},'id':'a1'}"));
        stream.onNext(item("{'progressDetail':{},'aux':{'Tag':'1','Digest':'" + DIGEST + "','Size':949}}"));
        stream.onComplete();
        stream.awaitEnd();

        assertThat(reports)
                .containsExactly(
                        "a1 CHECKING 0 of -1",
                        "a1 UPLOADING 500 of 2000",
                        "a1 UPLOADING 2048 of -1",
                        "b2 EXISTS 0 of -1",
                        "a1 DONE 2048 of 2048");
        assertThat(stream.digest()).contains(DIGEST);
        assertThat(stream.bytesSent()).isEqualTo(2048);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "denied: Your authorization token has expired. Reauthenticate and try again.|Get a new authorization token",
                "tag invalid: The image tag '1' already exists and is immutable.|Use a new tag",
                "name unknown: The repository with name 'web' does not exist|Create the repository web first",
                "unauthorized: authentication required|Check user name and password",
                "Get https://r.example.com/v2/: dial tcp: lookup r.example.com: no such host|can't reach the registry",
                "http: server gave HTTP response to HTTPS client|insecure-registries",
                "unexpected EOF|Check the registry's and the engine's logs",
            })
    void aRefusalHasTheEnginesWordsAndWhatToDo(String error, String advice) throws Exception {
        DockerPushStream stream = stream(Duration.ofMinutes(10));

        stream.onNext(item("{'errorDetail':{'message':\"" + error + "\"},'error':\"" + error + "\"}"));
        stream.onComplete();

        assertThatThrownBy(stream::awaitEnd)
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("push of r.example.com/web:1 failed: the Docker Engine reported: " + error)
                .hasMessageContaining(advice);
    }

    @Test
    void anEngineThatStopsReportingIsAnError() {
        assertThatThrownBy(() -> stream(Duration.ZERO).awaitEnd())
                .isInstanceOf(RegistryException.class)
                .hasMessageContaining("has reported nothing for 0 s");
    }

    private DockerPushStream stream(Duration maxSilence) {
        return new DockerPushStream(
                NAME,
                TARGET,
                (blob, state, sent, total) -> reports.add(blob + " " + state + " " + sent + " of " + total),
                maxSilence);
    }

    private static PushResponseItem item(String json) throws IOException {
        return JSON.readValue(json, PushResponseItem.class);
    }
}
