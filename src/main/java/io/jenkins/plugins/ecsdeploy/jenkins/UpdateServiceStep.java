package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.service.LoadBalancerSettings;
import io.jenkins.plugins.ecsdeploy.service.Strategy;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code updateService}: changes what is named about a service, and nothing else. */
public final class UpdateServiceStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private final String service;
    private String cluster;
    private String taskDefinition;
    private Integer desiredCount;
    private DeploymentStrategy strategy;
    private LoadBalancerWiring loadBalancer;
    private boolean forceNewDeployment;
    private boolean dryRun;

    @DataBoundConstructor
    public UpdateServiceStep(String service) {
        this.service = service;
    }

    public String getService() {
        return service;
    }

    /** Empty: the target's default cluster. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** {@code family:revision} or ARN. */
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(String taskDefinition) {
        this.taskDefinition = Util.fixEmptyAndTrim(taskDefinition);
    }

    /** Null: left as it is. */
    public Integer getDesiredCount() {
        return desiredCount;
    }

    @DataBoundSetter
    public void setDesiredCount(Integer desiredCount) {
        this.desiredCount = desiredCount;
    }

    /** Null: the service's own. */
    public DeploymentStrategy getStrategy() {
        return strategy;
    }

    @DataBoundSetter
    public void setStrategy(DeploymentStrategy strategy) {
        this.strategy = strategy;
    }

    /** Null: as it is. */
    public LoadBalancerWiring getLoadBalancer() {
        return loadBalancer;
    }

    @DataBoundSetter
    public void setLoadBalancer(LoadBalancerWiring loadBalancer) {
        this.loadBalancer = loadBalancer;
    }

    public boolean isForceNewDeployment() {
        return forceNewDeployment;
    }

    @DataBoundSetter
    public void setForceNewDeployment(boolean forceNewDeployment) {
        this.forceNewDeployment = forceNewDeployment;
    }

    /** Checks and tells what would be changed, and changes nothing. */
    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    Operation operation(UnaryOperator<String> variables) throws AbortException {
        Optional<String> revision = Optional.ofNullable(Text.expand(taskDefinition, variables));
        OptionalInt count = desiredCount == null ? OptionalInt.empty() : OptionalInt.of(desiredCount);
        Optional<Strategy> named = Optional.ofNullable(strategy).map(given -> given.strategy(variables));
        Optional<LoadBalancerSettings> wiring =
                Optional.ofNullable(loadBalancer).flatMap(given -> given.settings(variables));
        return new UpdateServiceOperation(
                awsSettings().expand(variables),
                Text.expand(cluster, variables),
                Text.required(Text.expand(service, variables), "service", DescriptorImpl.NAME),
                update -> update.taskDefinition(revision)
                        .desiredCount(count)
                        .strategy(named)
                        .loadBalancer(wiring)
                        .forceNewDeployment(forceNewDeployment),
                dryRun);
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        static final String NAME = "updateService";

        @Override
        public String getFunctionName() {
            return NAME;
        }

        @Override
        public String getDisplayName() {
            return "Update an Amazon ECS service";
        }
    }
}
