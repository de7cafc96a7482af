package io.jenkins.plugins.ecsdeploy.ecr;

import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.services.ecr.EcrClient;
import software.amazon.awssdk.services.ecr.model.AuthorizationData;
import software.amazon.awssdk.services.ecr.model.DescribeRepositoriesRequest;
import software.amazon.awssdk.services.ecr.model.Repository;

/** What a push asks of ECR: which repository, and a login to its registry. */
public final class Ecr {

    private final EcrClient ecr;
    private final String region;

    public Ecr(AwsClients clients) {
        ecr = clients.ecr();
        region = clients.region();
    }

    /**
     * Finds a repository by name.
     *
     * @throws EcrException where there is none of this name in the account and region
     */
    public EcrRepository repository(String name) {
        DescribeRepositoriesRequest request =
                DescribeRepositoriesRequest.builder().repositoryNames(name).build();
        try {
            Repository found = AwsCall.run(
                            "ecr:DescribeRepositories", "repository " + name, () -> ecr.describeRepositories(request))
                    .repositories()
                    .get(0);
            return new EcrRepository(found.repositoryName(), found.repositoryUri(), found.registryId());
        } catch (AwsCallException failed) {
            if ("RepositoryNotFoundException".equals(failed.errorCode())) {
                throw new EcrException(
                        "There is no ECR repository \"" + name + "\" in region " + region + ". Create it (aws ecr"
                                + " create-repository --repository-name " + name
                                + " --region " + region + ") or correct the name or the region. AWS says: "
                                + failed.getMessage(),
                        failed);
            }
            throw failed;
        }
    }

    /** Logs in to the account's registry ({@code GetAuthorizationToken}); good for 12 hours, says ECR. */
    public EcrAuthorization authorize() {
        AuthorizationData data = AwsCall.run(
                        "ecr:GetAuthorizationToken", "the registry in " + region, ecr::getAuthorizationToken)
                .authorizationData()
                .get(0);
        String login = login(data.authorizationToken());
        int colon = login.indexOf(':');
        return new EcrAuthorization(
                URI.create(data.proxyEndpoint()),
                login.substring(0, colon),
                login.substring(colon + 1),
                data.expiresAt());
    }

    /** "user:password" in Base64 (API reference of AuthorizationData). */
    private static String login(String token) {
        try {
            String login = new String(Base64.getDecoder().decode(String.valueOf(token)), StandardCharsets.UTF_8);
            if (login.indexOf(':') > 0) {
                return login;
            }
        } catch (IllegalArgumentException notBase64) {
            throw new EcrException("ecr:GetAuthorizationToken answered with a token that is not in Base64.", notBase64);
        }
        throw new EcrException("ecr:GetAuthorizationToken answered with a token that is not \"user:password\".");
    }
}
