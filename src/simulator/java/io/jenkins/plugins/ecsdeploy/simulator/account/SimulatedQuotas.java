package io.jenkins.plugins.ecsdeploy.simulator.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;

/**
 * Service Quotas (API version 2019-06-24): GetServiceQuota of those that were set. Of Fargate's vCPUs the answer names the
 * metric of their use (Fargate user guide, "AWS Fargate usage metrics").
 */
public final class SimulatedQuotas implements JsonService {

    private static final String SPOT = "L-36FBB829";

    private final Surroundings account;

    public SimulatedQuotas(Surroundings account) {
        this.account = account;
    }

    @Override
    public String targetPrefix() {
        return "ServiceQuotasV20190624";
    }

    @Override
    public String iamPrefix() {
        return "servicequotas";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        if (!operation.equals("GetServiceQuota")) {
            throw AwsError.client("UnknownOperationException", "The simulator has no operation " + operation + ".");
        }
        String code = input.path("QuotaCode").asText();
        double value = account.findQuota(code)
                .orElseThrow(() -> AwsError.client(
                        "NoSuchResourceException",
                        "The request failed because the specified service quota does not exist."));
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ObjectNode quota = answer.putObject("Quota").put("QuotaCode", code).put("Value", value);
        if (input.path("ServiceCode").asText().equals("fargate")) {
            ObjectNode metric = quota.putObject("UsageMetric")
                    .put("MetricNamespace", "AWS/Usage")
                    .put("MetricName", "ResourceCount")
                    .put("MetricStatisticRecommendation", "Maximum");
            metric.putObject("MetricDimensions")
                    .put("Service", "Fargate")
                    .put("Type", "Resource")
                    .put("Resource", "vCPU")
                    .put("Class", code.equals(SPOT) ? "Standard/Spot" : "Standard/OnDemand");
        }
        return answer;
    }
}
