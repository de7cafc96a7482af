package io.jenkins.plugins.ecsdeploy.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.KnownMessage;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.template.NearestName;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Outputs of CloudFormation stacks, each stack described once. */
final class StackOutputs {

    private static final String ACTION = "cloudformation:DescribeStacks";

    private final SignedReads reads;
    private final String region;

    StackOutputs(SignedReads reads, String region) {
        this.reads = reads;
        this.region = region;
    }

    void read(List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        Map<String, List<ExternalName>> byStack = names.stream()
                .collect(Collectors.groupingBy(ExternalName::resource, LinkedHashMap::new, Collectors.toList()));
        for (Map.Entry<String, List<ExternalName>> stack : byStack.entrySet()) {
            lookedUp.orDenied(stack.getValue(), () -> describe(stack.getKey(), stack.getValue(), lookedUp));
        }
    }

    private void describe(String stack, List<ExternalName> names, LookedUp lookedUp) throws InterruptedException {
        try {
            JsonNode described = reads.query(
                            SignedService.CLOUD_FORMATION, ACTION, "stack " + stack, Map.of("StackName", stack))
                    .path("DescribeStacksResult")
                    .path("Stacks")
                    .path(0);
            Map<String, String> outputs = new LinkedHashMap<>();
            described
                    .path("Outputs")
                    .forEach(output -> outputs.put(
                            output.path("OutputKey").asText(),
                            output.path("OutputValue").asText()));
            for (ExternalName name : names) {
                String value = outputs.get(name.output());
                if (value == null) {
                    lookedUp.missing(
                            name,
                            "the stack " + stack + " ("
                                    + described.path("StackStatus").asText()
                                    + ") has no output " + name.output()
                                    + new NearestName(outputs.keySet()).question(name.output()));
                } else {
                    lookedUp.found(name, value);
                }
            }
        } catch (AwsCallException failed) {
            if (!KnownMessage.NO_SUCH_STACK.isIn(failed)) {
                throw failed;
            }
            names.forEach(name -> lookedUp.missing(name, "there is no stack " + stack + " in " + region));
        }
    }
}
