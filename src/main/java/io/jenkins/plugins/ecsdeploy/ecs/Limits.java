package io.jenkins.plugins.ecsdeploy.ecs;

/** How many a call of the ECS API takes or answers, as the API reference of each call says. */
public final class Limits {

    /** DescribeServices, {@code services}. */
    public static final int SERVICES_PER_DESCRIBE = 10;
    /** DescribeServiceDeployments, {@code serviceDeploymentArns}. */
    public static final int SERVICE_DEPLOYMENTS_PER_DESCRIBE = 20;
    /** DescribeServiceRevisions, {@code serviceRevisionArns}. */
    public static final int SERVICE_REVISIONS_PER_DESCRIBE = 20;
    /** DescribeTasks, {@code tasks}. */
    public static final int TASKS_PER_DESCRIBE = 100;
    /** The longest page of the list calls, {@code maxResults}; of ListServices too. */
    public static final int PAGE = 100;

    private Limits() {}
}
