package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;

/** AWS CloudFormation (API version 2010-05-15): DescribeStacks, by name. */
public final class SimulatedCloudFormation implements QueryService {

    private static final String STACK_ID = "/5f6b9c80-0000-4000-8000-000000000000";

    private final AwsAccount owner;
    private final Surroundings account;

    public SimulatedCloudFormation(AwsAccount owner, Surroundings account) {
        this.owner = owner;
        this.account = account;
    }

    @Override
    public String apiVersion() {
        return "2010-05-15";
    }

    @Override
    public String iamPrefix() {
        return "cloudformation";
    }

    @Override
    public String xmlNamespace() {
        return "http://cloudformation.amazonaws.com/doc/2010-05-15/";
    }

    /** The texts: localstack/localstack issue 2179 (no such stack), mattymoomoo/aws-power-tuner-ui issue 45 (denied). */
    @Override
    public void call(String action, QueryParameters parameters, Caller caller, XmlWriter result) {
        if (!action.equals("DescribeStacks")) {
            throw AwsError.client("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
        String name = parameters.require("StackName");
        account.authorize(
                "AccessDenied", "cloudformation:DescribeStacks", owner.arn("cloudformation", "stack/" + name + "/*"));
        Surroundings.Stack stack = account.findStack(name)
                .orElseThrow(() -> AwsError.client("ValidationError", "Stack with id " + name + " does not exist"));
        result.element(
                "Stacks",
                stacks -> stacks.element(
                        "member",
                        member -> member.text("StackId", owner.arn("cloudformation", "stack/" + name + STACK_ID))
                                .text("StackName", name)
                                .text("CreationTime", "2025-11-24T09:00:00Z")
                                .text("StackStatus", stack.status())
                                .members(
                                        "Outputs",
                                        stack.outputs().entrySet(),
                                        (output, entry) -> output.text("OutputKey", entry.getKey())
                                                .text("OutputValue", entry.getValue()))));
    }
}
