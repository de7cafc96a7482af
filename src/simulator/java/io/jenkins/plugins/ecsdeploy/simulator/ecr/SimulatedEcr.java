package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The simulated Amazon ECR API (version 2015-09-21) over the repositories that its registries serve. Each account and
 * region has a registry of its own, empty at first. Image scanning is left out.
 */
public final class SimulatedEcr implements JsonService {

    private final Function<Caller, String> accountOf;
    private final Function<AwsAccount, EcrRegion> others;
    private final Map<AwsAccount, EcrRegion> registries = new ConcurrentHashMap<>();

    /**
     * For one account, whose other regions have no port to push to.
     *
     * @param authority {@code 127.0.0.1:PORT} of the registry: {@code repositoryUri} and {@code proxyEndpoint}
     * @param repositories those of the account's own region, the ones its registry serves
     */
    public SimulatedEcr(
            AwsAccount account, String authority, Repositories repositories, AuthorizationTokens tokens, Clock clock) {
        this(
                new EcrRegion(account, authority, repositories, tokens),
                caller -> account.id(),
                other -> new EcrRegion(other, authority, new Repositories(clock), new AuthorizationTokens(clock)));
    }

    /**
     * For any account and region.
     *
     * @param accountOf who a caller belongs to
     * @param others starts the registries of other accounts and regions
     */
    public static SimulatedEcr everywhere(
            AwsAccount account,
            String authority,
            Repositories repositories,
            AuthorizationTokens tokens,
            Function<Caller, String> accountOf,
            EcrRegistries others) {
        return new SimulatedEcr(new EcrRegion(account, authority, repositories, tokens), accountOf, others::start);
    }

    private SimulatedEcr(EcrRegion main, Function<Caller, String> accountOf, Function<AwsAccount, EcrRegion> others) {
        this.accountOf = accountOf;
        this.others = others;
        registries.put(main.account(), main);
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
        EcrInput input = new EcrInput(json);
        AwsAccount asked = new AwsAccount(input.registryId(accountOf.apply(caller)), caller.region());
        EcrRegion region = registries.computeIfAbsent(asked, others);
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
}
