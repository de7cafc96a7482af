package io.jenkins.plugins.ecsdeploy.operations;

import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import io.jenkins.plugins.ecsdeploy.lookup.ValueLookup;
import io.jenkins.plugins.ecsdeploy.taskdef.RenderInput;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * What the AWS connection offers to templates, under the names of docs/templates.md. The region is always that which is
 * called, whatever a variable says; account and cluster leave a variable of the build alone, which may mean others, such as
 * the account of a shared registry. Parameters, ARNs of secrets and outputs of stacks are read in one go.
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
    private final ValueLookup lookup;

    /**
     * @param account empty: asked of STS if a template needs it
     * @param cluster name or ARN
     * @param lookup for what the template names in AWS
     */
    public KnownValues(AwsClients clients, Optional<String> account, Optional<String> cluster, ValueLookup lookup) {
        this.clients = clients;
        this.account = account;
        this.cluster = cluster;
        this.lookup = lookup;
    }

    /**
     * @param placeholders the names that the template uses
     * @param log takes a line that names what was read from AWS
     */
    public RenderInput addTo(RenderInput input, List<String> placeholders, Consumer<String> log)
            throws InterruptedException {
        Map<String, String> environment = new LinkedHashMap<>(input.environment());
        REGION.forEach(name -> environment.put(name, clients.region()));
        cluster.ifPresent(known -> environment.putIfAbsent(CLUSTER, Arn.name(known)));
        if (placeholders.contains(ACCOUNT)
                && !environment.containsKey(ACCOUNT)
                && !input.values().containsKey(ACCOUNT)) {
            account.or(this::ofCaller).ifPresent(known -> environment.put(ACCOUNT, known));
        }
        ExternalValues read = lookup.read(placeholders.stream()
                .filter(name -> !input.values().containsKey(name))
                .toList());
        if (!read.found().isEmpty()) {
            log.accept("Read from AWS for the template: "
                    + String.join(", ", read.found().keySet()));
        }
        return input.in(environment).with(read);
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
