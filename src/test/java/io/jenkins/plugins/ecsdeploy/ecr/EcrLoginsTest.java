package io.jenkins.plugins.ecsdeploy.ecr;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.regions.Region;

class EcrLoginsTest {

    private final EcrFixture aws = new EcrFixture();
    private final EcrRegistry ecr = new EcrPrivateRegistry(aws.clients(), Optional.empty(), aws.clock::advance);
    private final EcrLogins logins = new EcrLogins(aws.clock);

    @AfterEach
    void close() {
        aws.close();
    }

    @Test
    void aLoginIsRequestedOnce() {
        EcrAuthorization first = logins.get("job", ecr::authorize);
        aws.clock.advance(Duration.ofHours(10));

        assertThat(logins.get("job", ecr::authorize)).isEqualTo(first);
        assertThat(aws.calls("ecr:GetAuthorizationToken")).isEqualTo(1);
    }

    @Test
    void itIsRenewedAnHourBeforeItExpires() {
        EcrAuthorization first = logins.get("job", ecr::authorize);
        aws.clock.advance(Duration.ofHours(11));

        EcrAuthorization second = logins.get("job", ecr::authorize);

        assertThat(second).isNotEqualTo(first);
        assertThat(second.expiresAt()).isEqualTo(first.expiresAt().plus(Duration.ofHours(11)));
    }

    @Test
    void aLoginThatTheRegistryRefusedIsReplaced() {
        EcrAuthorization first = logins.get("job", ecr::authorize);
        logins.forget("job", first);
        EcrAuthorization second = logins.get("job", ecr::authorize);
        logins.forget("job", first); // another build notices late

        assertThat(second).isNotEqualTo(first);
        assertThat(logins.get("job", ecr::authorize)).isEqualTo(second);
    }

    @Test
    void nothingIsLeftOfALoginThatCouldNotBeHad() {
        assertThatThrownBy(() -> logins.get("job", () -> {
                    throw new EcrException("denied");
                }))
                .isInstanceOf(EcrException.class);
        assertThat(logins).extracting("entries").isEqualTo(Map.of());

        logins.forget("job", logins.get("job", ecr::authorize));
        assertThat(logins).extracting("entries").isEqualTo(Map.of());
    }

    @Test
    void callersDontShareLogins() {
        assertThat(logins.get("one", ecr::authorize)).isNotEqualTo(logins.get("other", ecr::authorize));
    }

    @Test
    void callersAreDistinguishedByCredentialsRegionAndRole() {
        String own = aws.clients().callerFingerprint();

        assertThat(aws.clients().callerFingerprint()).isEqualTo(own).doesNotContain("AKIAEXAMPLE");
        assertThat(aws.clients(Region.EU_WEST_1).callerFingerprint()).isNotEqualTo(own);
        assertThat(aws.clientsOf("210987654321").callerFingerprint()).isNotEqualTo(own);
    }

    @Test
    void aLoginDoesNotShowItsPassword() {
        EcrAuthorization login = logins.get("job", ecr::authorize);
        assertThat(login.toString()).contains("AWS").doesNotContain(login.password());
    }
}
