package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCall;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import software.amazon.awssdk.services.ecs.model.AwsVpcConfiguration;
import software.amazon.awssdk.services.ecs.model.LoadBalancer;

/** Whether the subnets and security groups of the tasks exist, in the VPC of the load balancer. */
final class NetworkCheck implements SetupCheck {

    private final AwsClients clients;
    private final SignedReads reads;

    NetworkCheck(AwsClients clients, SignedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        AwsVpcConfiguration network = verified.service().networkConfiguration() == null
                ? null
                : verified.service().networkConfiguration().awsvpcConfiguration();
        if (network == null || !verified.usesAwsvpc()) {
            return;
        }
        Optional<String> vpc = vpc(verified, report);
        vpcs("subnet", "ec2:DescribeSubnets", "subnet-id", "subnetSet", "subnetId", network.subnets(), vpc, report);
        vpcs(
                "security group",
                "ec2:DescribeSecurityGroups",
                "group-id",
                "securityGroupInfo",
                "groupId",
                network.securityGroups(),
                vpc,
                report);
    }

    /** That of the load balancer; one that can't be read is another check's finding. */
    private Optional<String> vpc(VerifiedService verified, VerifyReport report) throws InterruptedException {
        List<String> groups = verified.service().loadBalancers().stream()
                .map(LoadBalancer::targetGroupArn)
                .filter(Objects::nonNull)
                .toList();
        if (groups.isEmpty()) {
            return Optional.empty();
        }
        try {
            return AwsCall.run(
                            TrafficCheck.GROUPS,
                            groups.get(0),
                            () -> clients.elb().describeTargetGroups(request -> request.targetGroupArns(groups.get(0))))
                    .targetGroups()
                    .stream()
                    .findFirst()
                    .map(group -> group.vpcId());
        } catch (AwsCallException unreadable) {
            if (unreadable.isInterruption()) {
                throw unreadable;
            }
            return Optional.empty();
        }
    }

    private void vpcs(
            String what,
            String action,
            String filter,
            String set,
            String id,
            List<String> wanted,
            Optional<String> vpc,
            VerifyReport report)
            throws InterruptedException {
        if (wanted.isEmpty()) {
            return;
        }
        Map<String, String> asked = new HashMap<>();
        asked.put("Filter.1.Name", filter);
        for (int i = 0; i < wanted.size(); i++) {
            asked.put("Filter.1.Value." + (i + 1), wanted.get(i));
        }
        report.look("the network of the tasks (" + what + "s)", () -> {
            JsonNode answer = reads.query(SignedService.EC2, action, String.join(", ", wanted), asked);
            Map<String, String> found = new HashMap<>();
            answer.path(set)
                    .forEach(one ->
                            found.put(one.path(id).asText(), one.path("vpcId").asText()));
            for (String each : wanted) {
                if (!found.containsKey(each)) {
                    report.fault(action, "the " + what + " " + each + " of the service does not exist");
                } else if (vpc.isPresent() && !vpc.get().equals(found.get(each))) {
                    report.fault(
                            action,
                            "the " + what + " " + each + " is in " + found.get(each)
                                    + ", and the load balancer's target group in " + vpc.get()
                                    + ": the load balancer would not reach the tasks");
                }
            }
        });
    }
}
