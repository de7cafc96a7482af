package io.jenkins.plugins.ecsdeploy.simulator.account;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.JsonService;

/** The parameters of AWS Systems Manager (API version 2014-11-06): DescribeParameters by name. */
public final class SimulatedParameterStore implements JsonService {

    private final Surroundings account;

    public SimulatedParameterStore(Surroundings account) {
        this.account = account;
    }

    @Override
    public String targetPrefix() {
        return "AmazonSSM";
    }

    @Override
    public String iamPrefix() {
        return "ssm";
    }

    @Override
    public ObjectNode call(String operation, ObjectNode input, Caller caller) {
        if (!operation.equals("DescribeParameters")) {
            throw AwsError.client("UnknownOperationException", "The simulator has no operation " + operation + ".");
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode found = answer.putArray("Parameters");
        input.path("ParameterFilters")
                .forEach(filter -> filter.path("Values").forEach(name -> {
                    if (filter.path("Key").asText().equals("Name") && account.hasParameter(name.asText())) {
                        found.addObject().put("Name", name.asText()).put("Type", "SecureString");
                    }
                }));
        return answer;
    }
}
