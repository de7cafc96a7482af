package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import java.math.BigDecimal;

/**
 * Whether the account's quotas allow what the deployment alone takes (Service Quotas, AWS Fargate and Amazon ECS). What else
 * runs in the account counts too, and is not known here.
 */
final class QuotaCheck implements SetupCheck {

    private static final String GET = "servicequotas:GetServiceQuota";
    private static final double UNITS = 1024;

    private final SignedReads reads;

    QuotaCheck(SignedReads reads) {
        this.reads = reads;
    }

    @Override
    public void run(VerifiedService verified, VerifyReport report) throws InterruptedException {
        int tasks = verified.desiredCount() * (verified.doublesTasks() ? 2 : 1);
        if (tasks == 0) {
            return;
        }
        if (verified.runsOnFargate()) {
            double vcpus = tasks * TaskSize.of(verified.taskDefinition()).cpuUnits() / UNITS;
            check("Fargate vCPUs", "fargate", "L-3032A538", vcpus, report);
        }
        check("tasks per service", "ecs", "L-9EF96962", tasks, report);
    }

    private void check(String what, String service, String code, double needed, VerifyReport report)
            throws InterruptedException {
        report.look("the quota of " + what, () -> {
            ObjectNode asked = JsonNodeFactory.instance
                    .objectNode()
                    .put("ServiceCode", service)
                    .put("QuotaCode", code);
            JsonNode quota;
            try {
                quota = reads.json(SignedService.SERVICE_QUOTAS, GET, "quota of " + what, asked);
            } catch (AwsCallException failed) {
                // API reference, GetServiceQuota: "For some quotas, only the default values are available."
                if (!failed.errorCode().equals("NoSuchResourceException")) {
                    throw failed;
                }
                report.note(GET, "the quota of " + what + " was not checked: the account has the default");
                return;
            }
            double most = quota.path("Quota").path("Value").asDouble(Double.MAX_VALUE);
            if (needed > most) {
                report.fault(
                        GET,
                        "the deployment takes " + number(needed) + " " + what + ", and the account's quota " + code
                                + " is " + number(most) + ": ask for more in Service Quotas, or run fewer tasks");
            }
        });
    }

    private static String number(double value) {
        return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
    }
}
