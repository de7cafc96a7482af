package io.jenkins.plugins.ecsdeploy.simulator.account;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;

/** Service Quotas (API version 2019-06-24): GetServiceQuota of those that were set. */
public final class SimulatedQuotas implements JsonService {

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
        answer.putObject("Quota").put("QuotaCode", code).put("Value", value);
        return answer;
    }
}
