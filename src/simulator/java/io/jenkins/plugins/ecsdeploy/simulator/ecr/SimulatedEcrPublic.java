package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.RepositoryOptions;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The simulated Amazon ECR Public API (version 2020-10-30): repositories named without the registry's alias, which only
 * their address shows, and a token without a {@code proxyEndpoint}. Its registry is another server than the private
 * one. Catalog data, tags of repositories and operations on images are left out.
 */
public final class SimulatedEcrPublic implements JsonService {

    /** What a registry is called by in addresses; of the default kind, given by AWS. */
    public static final String ALIAS = "e1x2a3m4";

    /** General reference, "Amazon ECR Public endpoints". */
    private static final Set<String> REGIONS = Set.of("us-east-1", "us-west-2");

    private final EcrRegion region;

    public SimulatedEcrPublic(AwsAccount account, EcrRegistries registries) {
        region = registries.start(account);
    }

    @Override
    public String targetPrefix() {
        return "SpencerFrontendService";
    }

    @Override
    public String iamPrefix() {
        return "ecr-public";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode json, Caller caller) {
        if (!REGIONS.contains(caller.region())) {
            throw AwsError.client("InvalidSignatureException", "Credential should be scoped to a valid region.");
        }
        EcrInput input = new EcrInput(json);
        return switch (operation) {
            case "CreateRepository" -> create(input);
            case "DescribeRepositories" -> describe(input);
            case "DeleteRepository" -> delete(input);
            case "GetAuthorizationToken" -> token();
            default ->
                throw AwsError.client(
                        "UnknownOperationException", "The simulated ECR Public has no operation " + operation + ".");
        };
    }

    private ObjectNode create(EcrInput input) {
        String name = input.repositoryName();
        Repository created = region.repositories()
                .create(inRegistry(name), RepositoryOptions.DEFAULT)
                .orElseThrow(() -> region.errors().repositoryAlreadyExists(name));
        return answer(created);
    }

    private ObjectNode describe(EcrInput input) {
        List<Repository> found = new ArrayList<>();
        for (String name : input.repositoryNames()) {
            found.add(find(name));
        }
        if (!input.has("repositoryNames")) {
            found.addAll(region.repositories().all());
        }
        Page<Repository> page = Page.of(input, found);
        ObjectNode result = EcrJson.object();
        ArrayNode repositories = result.putArray("repositories");
        page.items().forEach(repository -> repositories.add(describe(repository)));
        page.writeTokenTo(result);
        return result;
    }

    private ObjectNode delete(EcrInput input) {
        Repository repository = find(input.repositoryName());
        if (!repository.manifests().isEmpty() && !input.get("force").asBoolean()) {
            throw region.errors().repositoryNotEmpty(input.repositoryName());
        }
        region.repositories().delete(repository.name());
        return answer(repository);
    }

    private ObjectNode token() {
        AuthorizationTokens.Token token = region.tokens().issue();
        ObjectNode result = EcrJson.object();
        result.putObject("authorizationData")
                .put("authorizationToken", token.encoded())
                .put("expiresAt", EcrJson.seconds(token.expiresAt()));
        return result;
    }

    private Repository find(String name) {
        return region.repositories()
                .find(inRegistry(name))
                .orElseThrow(() -> region.errors().repositoryNotFound(name));
    }

    private static String inRegistry(String name) {
        return ALIAS + "/" + name;
    }

    private ObjectNode answer(Repository repository) {
        ObjectNode result = EcrJson.object();
        result.set("repository", describe(repository));
        return result;
    }

    private ObjectNode describe(Repository repository) {
        String name = repository.name().substring(ALIAS.length() + 1);
        return EcrJson.object()
                .put("repositoryArn", "arn:aws:ecr-public::" + region.account().id() + ":repository/" + name)
                .put("registryId", region.account().id())
                .put("repositoryName", name)
                .put("repositoryUri", region.authority() + "/" + repository.name())
                .put("createdAt", EcrJson.seconds(repository.createdAt()));
    }
}
