package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;

/**
 * The account around a deployment. Everything is there only if it was added; permissions are the other way round, as
 * everywhere in the simulator: every principal may do everything that a test has not denied. One that was granted something
 * may do that alone.
 */
public final class Surroundings {

    /** Every long-lived key of the simulated account is of this user. */
    public static final String BUILD = "arn:aws:iam::123456789012:user/jenkins";

    /** A role and the services that may assume it. */
    record Role(String arn, Set<String> trusted) {}

    /** A secret; one that is deleted stays for a while (API reference, DeleteSecret). */
    record Secret(String arn, boolean deleted) {}

    /** One version of a parameter. */
    record Parameter(String type, String value) {}

    /** A CloudFormation stack. */
    record Stack(String status, Map<String, String> outputs) {}

    /** A subnet or a security group. */
    record InVpc(String id, String vpc, String zone) {}

    /** A statement of a policy; both with {@code *} as in policies. */
    private record Grant(String action, String resource) {

        boolean covers(String asked, String of) {
            return matches(action, asked) && matches(resource, of);
        }

        private static boolean matches(String pattern, String text) {
            return text.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"));
        }
    }

    private final Map<String, Role> roles = new ConcurrentSkipListMap<>();
    private final Map<String, Secret> secrets = new ConcurrentSkipListMap<>();
    private final Map<String, List<Parameter>> parameters = new ConcurrentSkipListMap<>();
    private final Map<String, Stack> stacks = new ConcurrentSkipListMap<>();
    private final Map<String, InVpc> subnets = new ConcurrentSkipListMap<>();
    private final Map<String, InVpc> securityGroups = new ConcurrentSkipListMap<>();
    private final Map<String, Double> quotas = new ConcurrentSkipListMap<>();
    private final Map<String, Double> fargateVcpus = new ConcurrentSkipListMap<>();
    private final Map<String, Set<Grant>> grants = new ConcurrentSkipListMap<>();
    private final Map<String, String> contextKeys = new ConcurrentSkipListMap<>();
    private final Set<String> denied = ConcurrentHashMap.newKeySet();

    /** @param trusted services that may assume it, such as {@code ecs-tasks.amazonaws.com}; replaces one of that name */
    public Surroundings role(String arn, String... trusted) {
        roles.put(name(arn), new Role(arn, Set.of(trusted)));
        return this;
    }

    public Surroundings secret(String arn, boolean deleted) {
        secrets.put(arn, new Secret(arn, deleted));
        return this;
    }

    /** A SecureString. */
    public Surroundings parameter(String name) {
        return parameter(name, "SecureString", "secret of " + name);
    }

    /**
     * A new parameter, or a new version of one.
     *
     * @param name with its slash
     * @param type {@code String}, {@code StringList} or {@code SecureString}
     */
    public Surroundings parameter(String name, String type, String value) {
        parameters.computeIfAbsent(name, first -> new CopyOnWriteArrayList<>()).add(new Parameter(type, value));
        return this;
    }

    /** @param status such as {@code CREATE_COMPLETE}; replaces one of that name */
    public Surroundings stack(String name, String status, Map<String, String> outputs) {
        stacks.put(name, new Stack(status, new TreeMap<>(outputs)));
        return this;
    }

    public Surroundings subnet(String id, String vpc, String zone) {
        subnets.put(id, new InVpc(id, vpc, zone));
        return this;
    }

    public Surroundings securityGroup(String id, String vpc) {
        securityGroups.put(id, new InVpc(id, vpc, ""));
        return this;
    }

    /** @param code such as {@code L-3032A538} */
    public Surroundings quota(String code, double value) {
        quotas.put(code, value);
        return this;
    }

    /** The account has only the default of a quota. */
    public Surroundings withoutQuota(String code) {
        quotas.remove(code);
        return this;
    }

    /**
     * What all tasks of the account use, by the usage metric.
     *
     * @param type {@code Standard/OnDemand} or {@code Standard/Spot}
     */
    public Surroundings usesFargate(String type, double vcpus) {
        fargateVcpus.put(type, vcpus);
        return this;
    }

    /** Removes what was added under this ARN, name or id. */
    public Surroundings without(String id) {
        roles.remove(name(id));
        secrets.remove(id);
        parameters.remove(id);
        stacks.remove(id);
        subnets.remove(id);
        securityGroups.remove(id);
        return this;
    }

    /** From now on the principal may not do this to anything, by SimulatePrincipalPolicy. */
    public Surroundings deny(String principalArn, String action) {
        denied.add(principalArn + " " + action);
        return this;
    }

    /** The same for one resource. */
    public Surroundings deny(String principalArn, String action, String resource) {
        denied.add(principalArn + " " + action + " " + resource);
        return this;
    }

    /** From now on the principal may do this, and nothing that it was not granted. */
    public Surroundings grant(String principalArn, String action, String resource) {
        grants.computeIfAbsent(principalArn, first -> ConcurrentHashMap.newKeySet())
                .add(new Grant(action, resource));
        return this;
    }

    /** From now on the principal may do this only with a value for a context key, which the simulation is not given. */
    public Surroundings denyWithout(String contextKey, String principalArn, String action) {
        contextKeys.put(principalArn + " " + action, contextKey);
        return deny(principalArn, action);
    }

    Optional<String> missingContext(String principalArn, String action) {
        return Optional.ofNullable(contextKeys.get(principalArn + " " + action));
    }

    boolean allows(String principalArn, String action, String resource) {
        boolean granted = !grants.containsKey(principalArn)
                || grants.get(principalArn).stream().anyMatch(grant -> grant.covers(action, resource));
        return granted
                && !denied.contains(principalArn + " " + action)
                && !denied.contains(principalArn + " " + action + " " + resource);
    }

    /**
     * Refuses a call that the build's user may not make, as services do.
     *
     * @param code the service's own for it
     */
    void authorize(String code, String action, String resource) {
        if (!allows(BUILD, action, resource)) {
            throw new AwsError(
                    code.equals("AccessDenied") ? 403 : 400,
                    code,
                    "User: " + BUILD + " is not authorized to perform: " + action + " on resource: " + resource
                            + " because no identity-based policy allows the " + action + " action");
        }
    }

    Optional<Role> findRole(String name) {
        return Optional.ofNullable(roles.get(name));
    }

    /** By its ARN, or by its name without the six random characters at the end (user guide, "What's in a secret"). */
    Optional<Secret> findSecret(String id) {
        return secrets.values().stream()
                .filter(secret ->
                        secret.arn().equals(id) || secret.arn().matches(".*:secret:" + Pattern.quote(id) + "-\\w{6}"))
                .findFirst();
    }

    /** Its versions, from 1; empty if there is none. */
    List<Parameter> findParameter(String name) {
        return parameters.getOrDefault(name, List.of());
    }

    Optional<Stack> findStack(String name) {
        return Optional.ofNullable(stacks.get(name));
    }

    Optional<InVpc> findSubnet(String id) {
        return Optional.ofNullable(subnets.get(id));
    }

    Optional<InVpc> findSecurityGroup(String id) {
        return Optional.ofNullable(securityGroups.get(id));
    }

    Optional<Double> findQuota(String code) {
        return Optional.ofNullable(quotas.get(code));
    }

    Optional<Double> findFargateVcpus(String type) {
        return Optional.ofNullable(fargateVcpus.get(type));
    }

    private static String name(String arn) {
        return arn.substring(arn.lastIndexOf('/') + 1);
    }
}
