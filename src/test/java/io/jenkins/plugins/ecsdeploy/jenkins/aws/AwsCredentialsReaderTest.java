package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.Obtained;
import io.jenkins.plugins.ecsdeploy.aws.CachedCredentials.UnavailableException;
import io.jenkins.plugins.ecsdeploy.jenkins.RefusedException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.sts.model.StsException;

/** Credentials with the methods of the AWS Credentials plugin's. */
class AwsCredentialsReaderTest {

    private final Kept kept = new Kept();
    private boolean controllerRoleAllowed;

    @Test
    void aKeyIsRead() {
        kept.accessKey = "AKIAKEPT";
        kept.answer = new Key();

        Obtained key = reader().read();

        assertThat(key.credentials().accessKeyId()).isEqualTo("AKIAKEPT");
        assertThat(key.life()).isGreaterThan(Duration.ofDays(30));
    }

    @Test
    void aSessionLastsAsLongAsItsRoleIsAssumedFor() {
        kept.accessKey = "AKIAKEPT";
        kept.answer = new Session();
        assertThat(reader().read().life()).isEqualTo(Duration.ofSeconds(3600));
    }

    @Test
    void withoutAKeyTheControllersRoleIsMeantAndRefused() {
        assertThatThrownBy(() -> reader().check())
                .isInstanceOf(AbortException.class)
                .hasMessageContainingAll(
                        "The AWS credentials \"kept\" have no access key",
                        "the AWS role of the controller",
                        "jobs may not use that",
                        "Manage Jenkins");
        assertThatThrownBy(() -> reader().read()).isInstanceOf(RefusedException.class);
    }

    @Test
    void withoutAKeyARoleIsAssumedByTheControllerAndRefused() {
        kept.answer = new Session();
        assertThatThrownBy(() -> reader().check()).isInstanceOf(AbortException.class);
        assertThatThrownBy(() -> reader().read()).isInstanceOf(RefusedException.class);
    }

    @Test
    void withoutAKeyTheyWorkOnceTheControllersRoleIsAllowed() {
        controllerRoleAllowed = true;
        kept.answer = new Session();
        assertThatCode(() -> reader().check()).doesNotThrowAnyException();
        assertThat(reader().read().credentials().accessKeyId()).isEqualTo("AKIAKEPT");
    }

    @Test
    void otherCredentialsThatAnswerNothingAreRefusedToo() {
        AwsCredentialsReader other = new AwsCredentialsReader("other", new Silent(), () -> false);
        assertThatThrownBy(other::read)
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining("the AWS role of the controller");
    }

    @Test
    void anStsThatCantBeReachedMayBeTriedAgain() {
        kept.accessKey = "AKIAKEPT";
        kept.failure = SdkClientException.create("Unable to execute HTTP request");
        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("\"kept\" could not be read from the AWS Credentials plugin: Unable to execute");
    }

    @Test
    void aRefusalOfStsNamesItsReason() {
        kept.accessKey = "AKIAKEPT";
        kept.failure = StsException.builder()
                .statusCode(403)
                .message("not authorized to perform: sts:AssumeRole")
                .build();
        assertThatThrownBy(() -> reader().read())
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("sts:AssumeRole");
    }

    private AwsCredentialsReader reader() {
        return new AwsCredentialsReader("kept", kept, () -> controllerRoleAllowed);
    }

    /** As AWSCredentialsImpl. */
    public static final class Kept {

        private String accessKey = "";
        private Object answer;
        private RuntimeException failure;

        public String getAccessKey() {
            return accessKey;
        }

        public String getSecretKey() {
            return accessKey.isEmpty() ? "" : "not-a-secret";
        }

        public Integer getStsTokenDuration() {
            return 3600;
        }

        public Object resolveCredentials() {
            if (failure != null) {
                throw failure;
            }
            return answer;
        }
    }

    /** Another plugin's credentials, of which nothing is known before they are asked. */
    public static final class Silent {

        public Object resolveCredentials() {
            return null;
        }
    }

    /** As AwsBasicCredentials. */
    public static class Key {

        public String accessKeyId() {
            return "AKIAKEPT";
        }

        public String secretAccessKey() {
            return "not-a-secret";
        }
    }

    /** As AwsSessionCredentials. */
    public static final class Session extends Key {

        public String sessionToken() {
            return "token";
        }
    }
}
