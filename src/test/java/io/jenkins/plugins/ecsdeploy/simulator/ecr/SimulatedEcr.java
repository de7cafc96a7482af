package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.registry.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The simulated Amazon ECR API (version 2015-09-21) over the repositories that its registry serves. Requests signed for
 * another region meet a registry of their own there, empty at first and without a port to push to. Image scanning is
 * left out.
 */
public final class SimulatedEcr implements JsonService {

    private final AwsAccount account;
    private final String authority;
    private final Clock clock;
    private final Map<String, EcrRegion> regions = new ConcurrentHashMap<>();

    /**
     * @param authority {@code 127.0.0.1:PORT} of the registry: {@code repositoryUri} and {@code proxyEndpoint}
     * @param repositories those of the account's own region, the ones its registry serves
     */
    public SimulatedEcr(
            AwsAccount account, String authority, Repositories repositories, AuthorizationTokens tokens, Clock clock) {
        this.account = account;
        this.authority = authority;
        this.clock = clock;
        regions.put(account.region(), new EcrRegion(account, authority, repositories, tokens));
    }

    @Override
    public String targetPrefix() {
        return "AmazonEC2ContainerRegistry_V20150921";
    }

    @Override
    public String iamPrefix() {
        return "ecr";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode json, Caller caller) {
        EcrRegion region = regions.computeIfAbsent(caller.region(), this::emptyRegion);
        EcrInput input = new EcrInput(json);
        RepositoryOperations repositories = new RepositoryOperations(region);
        ImageOperations images = new ImageOperations(region);
        RegistryOperations registry = new RegistryOperations(region);
        return switch (operation) {
            case "CreateRepository" -> repositories.create(input);
            case "DescribeRepositories" -> repositories.describe(input);
            case "DeleteRepository" -> repositories.delete(input);
            case "PutImageTagMutability" -> repositories.putImageTagMutability(input);
            case "PutImageScanningConfiguration" -> repositories.putImageScanningConfiguration(input);
            case "PutLifecyclePolicy" -> repositories.putLifecyclePolicy(input);
            case "GetLifecyclePolicy" -> repositories.getLifecyclePolicy(input);
            case "DescribeImages" -> images.describe(input);
            case "BatchGetImage" -> images.batchGet(input);
            case "ListImages" -> images.list(input);
            case "BatchDeleteImage" -> images.batchDelete(input);
            case "GetAuthorizationToken" -> registry.getAuthorizationToken();
            case "PutAccountSetting" -> registry.putAccountSetting(input);
            case "GetAccountSetting" -> registry.getAccountSetting(input);
            default ->
                throw AwsError.client(
                        "UnknownOperationException", "The simulated ECR has no operation " + operation + ".");
        };
    }

    private EcrRegion emptyRegion(String region) {
        return new EcrRegion(
                new AwsAccount(account.id(), region),
                authority,
                new Repositories(clock),
                new AuthorizationTokens(clock));
    }
}
