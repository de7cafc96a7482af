package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the AWS connection offers to templates, under the names of docs/templates.md. The region is always that which is
 * called, whatever a variable says; account and cluster leave a variable of the build alone, which may mean others, such as
 * the account of a shared registry.
 */
public final class KnownValues {

    /** Names that AWS SDKs read a region from (AWS SDKs and tools reference guide, "AWS Region"). */
    private static final Set<String> REGION = Set.of("AWS_REGION", "AWS_DEFAULT_REGION");

    public static final String ACCOUNT = "AWS_ACCOUNT_ID";
    public static final String CLUSTER = "ECS_CLUSTER";

    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);

    private final AwsClients clients;
    private final Optional<String> account;
    private final Optional<String> cluster;

    /**
     * @param account empty: asked of STS if a template needs it
     * @param cluster name or ARN
     */
    public KnownValues(AwsClients clients, Optional<String> account, Optional<String> cluster) {
        this.clients = clients;
        this.account = account;
        this.cluster = cluster;
    }

    /** @param placeholders the names that the template uses */
    public RenderInput addTo(RenderInput input, List<String> placeholders) {
        Map<String, String> environment = new LinkedHashMap<>(input.environment());
        REGION.forEach(name -> environment.put(name, clients.region()));
        cluster.ifPresent(known -> environment.putIfAbsent(CLUSTER, Arn.name(known)));
        if (placeholders.contains(ACCOUNT)
                && !environment.containsKey(ACCOUNT)
                && !input.values().containsKey(ACCOUNT)) {
            account.or(this::ofCaller).ifPresent(known -> environment.put(ACCOUNT, known));
        }
        return input.in(environment);
    }

    /** Empty if STS can't be reached: then the template names the value that it lacks. */
    private Optional<String> ofCaller() {
        try {
            return Arn.parse(clients.callerArn(LONGEST_CALL)).map(Arn::account);
        } catch (EcsDeployException unreachable) {
            return Optional.empty();
        }
    }
}
