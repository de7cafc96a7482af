package io.jenkins.plugins.ecsdeploy.verify;

import software.amazon.awssdk.services.ecs.model.TaskDefinitionStatus;

/** Whether the task definition fits the service, as both are described. */
final class ServiceFitCheck implements SetupCheck {

    private static final String DEFINITION = "ecs:DescribeTaskDefinition";

    @Override
    public void run(VerifiedService verified, VerifyReport report) {
        if (verified.taskDefinition().status() != TaskDefinitionStatus.ACTIVE) {
            report.fault(
                    DEFINITION,
                    "the task definition " + verified.revision() + " is "
                            + verified.taskDefinition().statusAsString()
                            + ": it was deregistered. Register it again");
        }
        if (verified.runsOnFargate()
                && !verified.taskDefinition().compatibilitiesAsStrings().contains("FARGATE")) {
            report.fault(
                    DEFINITION,
                    "the task definition " + verified.revision()
                            + " can't run on Fargate: it lacks what Fargate requires"
                            + " (networkMode awsvpc, cpu and memory of the task)");
        }
        boolean network = verified.service().networkConfiguration() != null
                && verified.service().networkConfiguration().awsvpcConfiguration() != null;
        if (verified.usesAwsvpc() && !network) {
            report.fault(
                    "ecs:DescribeServices",
                    "the service has no networkConfiguration, and the task definition " + verified.revision()
                            + " has networkMode awsvpc: add subnets and security groups to the service");
        }
    }
}
