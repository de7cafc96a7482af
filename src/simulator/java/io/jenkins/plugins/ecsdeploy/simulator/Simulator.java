package io.jenkins.plugins.ecsdeploy.simulator;

import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedCloudFormation;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedCloudWatch;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedEc2;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedIam;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedParameterStore;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedQuotas;
import io.jenkins.plugins.ecsdeploy.simulator.account.SimulatedSecretsManager;
import io.jenkins.plugins.ecsdeploy.simulator.account.Surroundings;
import io.jenkins.plugins.ecsdeploy.simulator.autoscaling.SimulatedAutoScaling;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.LogStore;
import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.SimulatedLogs;
import io.jenkins.plugins.ecsdeploy.simulator.codedeploy.SimulatedCodeDeploy;
import io.jenkins.plugins.ecsdeploy.simulator.ecr.EcrRegistries;
import io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcr;
import io.jenkins.plugins.ecsdeploy.simulator.ecr.SimulatedEcrPublic;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.EcsApi;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.EcsTimings;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.FutureMembers;
import io.jenkins.plugins.ecsdeploy.simulator.ecs.scenario.Scenarios;
import io.jenkins.plugins.ecsdeploy.simulator.elb.ElbApi;
import io.jenkins.plugins.ecsdeploy.simulator.elb.LoadBalancing;
import io.jenkins.plugins.ecsdeploy.simulator.registry.SimulatedRegistry;
import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.seed.CodeDeploySeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetBalancer;
import io.jenkins.plugins.ecsdeploy.simulator.seed.FleetSeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.SurroundingsSeed;
import io.jenkins.plugins.ecsdeploy.simulator.seed.WebshopSeed;
import io.jenkins.plugins.ecsdeploy.simulator.sts.SessionCredentials;
import io.jenkins.plugins.ecsdeploy.simulator.sts.SimulatedSts;
import io.jenkins.plugins.ecsdeploy.simulator.wire.CallObserver;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Faults;
import io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import io.jenkins.plugins.ecsdeploy.simulator.world.EventTimeline;
import io.jenkins.plugins.ecsdeploy.simulator.world.SimulatorClock;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A simulated AWS on one loopback port: ECS, ECR and its OCI registry, Elastic Load Balancing v2, STS. It speaks the
 * services' own protocols to any client, and its time is that of the clock it is given (docs/simulator.md).
 */
public final class Simulator implements AutoCloseable {

    private final AwsAccount account;
    private final Faults faults = new Faults();
    private final Scenarios scenarios = new Scenarios();
    private final SimulatorServer server;
    private final FutureMembers futureMembers;
    private final CloudWatchAlarms alarms;
    private final SimulatedCodeDeploy codeDeploy;
    private final Surroundings surroundings = new Surroundings();
    private final LogStore logs = new LogStore();
    private final SimulatedAutoScaling autoScaling = new SimulatedAutoScaling();
    private final LoadBalancing loadBalancing;
    private final Repositories repositories;
    private final SimulatedRegistry registry;
    private final EcrRegistries ecrRegistries;
    private final WebshopSeed seed;
    private final FleetSeed fleet;

    private Simulator(int port, SimulatorClock clock, EcsTimings timings, AwsAccount account) throws IOException {
        this.account = account;
        server = new SimulatorServer(port, faults);
        repositories = new Repositories(clock);
        AuthorizationTokens tokens = new AuthorizationTokens(clock);
        registry = SimulatedRegistry.ecr(server.authority(), account, repositories, tokens, faults);
        ecrRegistries = new EcrRegistries(tokens, faults, clock);
        SimulatedEcrPublic ecrPublic = new SimulatedEcrPublic(account, ecrRegistries);
        EventTimeline timeline = new EventTimeline(clock);
        loadBalancing = new LoadBalancing(account, timeline);
        alarms = new CloudWatchAlarms(timeline);
        EcsApi ecs = new EcsApi(account, timeline, loadBalancing, registry, timings, scenarios, alarms, logs);
        futureMembers = ecs.futureMembers();
        codeDeploy = new SimulatedCodeDeploy(account, timeline, loadBalancing, ecs.taskSets(), scenarios, alarms);
        SessionCredentials sessions = new SessionCredentials(clock);
        server.add(ecs)
                .add(SimulatedEcr.everywhere(
                        account,
                        server.authority(),
                        repositories,
                        tokens,
                        caller -> sessions.find(caller.accessKeyId())
                                .map(session -> session.role().accountId())
                                .orElse(account.id()),
                        ecrRegistries))
                .add(ecrPublic)
                .add(new ElbApi(account, timeline, loadBalancing))
                .add(codeDeploy)
                .add(autoScaling)
                .add(new SimulatedIam(surroundings))
                .add(new SimulatedEc2(surroundings))
                .add(new SimulatedCloudFormation(account, surroundings))
                .add(new SimulatedCloudWatch(alarms, surroundings))
                .add(new SimulatedSecretsManager(surroundings))
                .add(new SimulatedParameterStore(account, surroundings))
                .add(new SimulatedQuotas(surroundings))
                .add(new SimulatedLogs(account, timeline, logs))
                .add(new SimulatedSts(account, clock, sessions))
                .add(registry)
                .refuseExpired(sessions::isExpired);
        fleet = new FleetSeed(timeline, ecs, new FleetBalancer(account, loadBalancing));
        seed = new WebshopSeed(account, timeline, loadBalancing, ecs);
    }

    /**
     * Starts an empty account.
     *
     * @param port 0 for a free one
     */
    public static Simulator start(int port, SimulatorClock clock) throws IOException {
        return start(port, clock, EcsTimings.FARGATE);
    }

    public static Simulator start(int port, SimulatorClock clock, EcsTimings timings) throws IOException {
        return start(port, clock, timings, AwsAccount.EXAMPLE);
    }

    /** Another account, such as that of production beside that of staging. */
    public static Simulator start(int port, SimulatorClock clock, EcsTimings timings, AwsAccount account)
            throws IOException {
        Simulator simulator = new Simulator(port, clock, timings, account);
        simulator.server.start();
        return simulator;
    }

    /** Makes the service {@code webshop} in the cluster {@code rehearsal}, blue/green, and its ECR repository. */
    public WebshopSeed.Webshop seedWebshop() {
        createRepository(WebshopSeed.SERVICE);
        SurroundingsSeed.plant(account, surroundings, logs);
        WebshopSeed.Webshop webshop = seed.plant();
        if (seed.isCodeDeploy()) {
            CodeDeploySeed.plant(codeDeploy, webshop, seed);
        }
        return webshop;
    }

    /** What {@link #seedWebshop} plants, to be configured first. */
    public WebshopSeed seed() {
        return seed;
    }

    /** Moves an image of a repository into ECR's archive. */
    public void archiveImage(String repository, String digest) {
        repositories.find(repository).orElseThrow().archive(digest);
    }

    public void createRepository(String name) {
        repositories.findOrCreate(name);
    }

    public URI endpoint() {
        return server.endpoint();
    }

    /** {@code 127.0.0.1:PORT}, the registry's host in image references. */
    public String authority() {
        return server.authority();
    }

    public AwsAccount account() {
        return account;
    }

    public Faults faults() {
        return faults;
    }

    public Scenarios scenarios() {
        return scenarios;
    }

    /** The CloudWatch alarms that services name for their deployments. */
    public CloudWatchAlarms alarms() {
        return alarms;
    }

    /** Roles, secrets, subnets and the like. */
    public Surroundings surroundings() {
        return surroundings;
    }

    /** The log groups. */
    public LogStore logs() {
        return logs;
    }

    /** Which services are under Application Auto Scaling. */
    public SimulatedAutoScaling autoScaling() {
        return autoScaling;
    }

    /** Load balancers, with the health of their targets. */
    public LoadBalancing loadBalancing() {
        return loadBalancing;
    }

    /** Members of services that no client knows yet. */
    public FutureMembers futureMembers() {
        return futureMembers;
    }

    public SimulatedRegistry registry() {
        return registry;
    }

    /** Many small services in a cluster of their own. */
    public FleetSeed fleet() {
        return fleet;
    }

    /** How often each AWS operation has been called, by names such as {@code ecs:DescribeServices}. */
    public Map<String, Long> callCounts() {
        return operations().stream().collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
    }

    /** The AWS operations called so far, oldest first, as {@code ecs:DescribeServices}. */
    public List<String> operations() {
        return server.operations();
    }

    /** Notifies an observer of each AWS call from now on, instead of the one before. */
    public void observe(CallObserver observer) {
        server.observe(observer);
    }

    @Override
    public void close() {
        server.close();
        repositories.close();
        ecrRegistries.close();
    }
}
