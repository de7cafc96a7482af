package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class KnownMessageTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CONCURRENT_REGISTRATION | ClientException | Too many concurrent attempts to create a new revision of the specified family.
                    NO_SUCH_TASK_DEFINITION | ClientException | Unable to describe task definition.
                    HOOK_DETAILS_REFUSED    | InvalidParameterException | hookDetails is not applicable for PAUSE hooks.
                    HOOK_DETAILS_REFUSED    | ClientException | Unexpected member hookDetails.
                    NO_CREDENTIALS          | '' | Unable to load credentials from any of the providers in the chain AwsCredentialsProviderChain(...)
                    """)
    void isFoundInWhatAwsAnswers(KnownMessage known, String code, String message) {
        assertThat(known.isIn(code, message)).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    void isNotFoundInAnotherAnswer(KnownMessage known) {
        assertThat(known.isIn("ClientException", "TaskDefinition is inactive")).isFalse();
        assertThat(known.isIn("AccessDeniedException", "Unable to describe task definition."))
                .isFalse();
    }

    /** A service may be called like a known text. */
    @Test
    void isNotFoundInOurOwnWords() {
        AwsCallException failed = new AwsCallException(
                AwsCallException.Kind.REFUSED,
                "ecs:UpdateService",
                "InvalidParameterException",
                "Invalid desired count",
                "ecs:UpdateService for service hookDetails in cluster shop was refused: Invalid desired count",
                null);
        assertThat(KnownMessage.HOOK_DETAILS_REFUSED.isIn(failed)).isFalse();
    }
}
