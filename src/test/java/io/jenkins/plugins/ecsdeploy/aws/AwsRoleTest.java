package io.jenkins.plugins.ecsdeploy.aws;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class AwsRoleTest {

    @Test
    void aSessionNameHasOnlyWhatStsTakes() {
        assertThat(AwsRole.sessionName("Läden/web shop#7")).isEqualTo("jenkins-L-den-web-shop-7");
    }

    @Test
    void aLongSessionNameKeepsItsEndWhereTheBuildNumberIs() {
        assertThat(AwsRole.sessionName("folder/".repeat(20) + "job-7"))
                .hasSize(64)
                .endsWith("job-7");
    }
}
