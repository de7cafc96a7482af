package io.jenkins.plugins.ecsdeploy.operations;

/** The names that a Jenkinsfile calls the operations by, and that stand in front of their log lines. */
public final class StepNames {

    public static final String ECR_PUSH = "ecrPush";
    public static final String REGISTER_TASK_DEFINITION = "registerTaskDefinition";
    public static final String UPDATE_SERVICE = "updateService";
    public static final String AWAIT_STEADY = "awaitSteady";
    public static final String CONTINUE_DEPLOYMENT = "continueDeployment";
    public static final String ROLLBACK_SERVICE = "rollbackService";
    public static final String APPLY_SERVICE = "applyService";
    public static final String VERIFY_DEPLOYMENT = "verifyDeployment";
    public static final String RUN_TASK = "runTask";

    private StepNames() {}
}
