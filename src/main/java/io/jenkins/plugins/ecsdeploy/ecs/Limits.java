package io.jenkins.plugins.ecsdeploy.ecs;

/** How much one call of the ECS or CodeDeploy API takes or answers, as the API reference of each call says. */
public final class Limits {

    /** DescribeServices, {@code services}, of one cluster. */
    public static final int SERVICES_PER_DESCRIBE = 10;
    /** DescribeServiceDeployments, {@code serviceDeploymentArns}, of any clusters. */
    public static final int SERVICE_DEPLOYMENTS_PER_DESCRIBE = 20;
    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    public static final int SERVICE_REVISIONS_PER_DESCRIBE = 20;
    /** DescribeTasks, {@code tasks}. */
    public static final int TASKS_PER_DESCRIBE = 100;
    /** The longest page of the list calls, {@code maxResults}; of ListServices too. */
    public static final int PAGE = 100;
    /** CodeDeploy's BatchGetDeployments, {@code deploymentIds}. */
    public static final int CODE_DEPLOY_DEPLOYMENTS_PER_GET = 25;

    private Limits() {}
}
