package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** AWS IAM (API version 2010-05-08): GetRole and SimulatePrincipalPolicy. */
public final class SimulatedIam implements QueryService {

    private record Decision(String action, String resource, boolean allowed) {}

    private final Surroundings account;

    public SimulatedIam(Surroundings account) {
        this.account = account;
    }

    @Override
    public String apiVersion() {
        return "2010-05-08";
    }

    @Override
    public String iamPrefix() {
        return "iam";
    }

    @Override
    public String xmlNamespace() {
        return "https://iam.amazonaws.com/doc/2010-05-08/";
    }

    @Override
    public void call(String action, QueryParameters parameters, Caller caller, XmlWriter result) {
        switch (action) {
            case "GetRole" -> role(parameters.require("RoleName"), result);
            case "SimulatePrincipalPolicy" -> simulate(parameters, result);
            default ->
                throw AwsError.client(
                        "InvalidAction", "Could not find operation " + action + " for version " + apiVersion());
        }
    }

    /** The trust policy is URL-encoded (API reference, GetRole). */
    private void role(String name, XmlWriter result) {
        Surroundings.Role role = account.findRole(name)
                .orElseThrow(
                        () -> new AwsError(404, "NoSuchEntity", "The role with name " + name + " cannot be found."));
        String services =
                role.trusted().stream().sorted().map(one -> "\"" + one + "\"").collect(Collectors.joining(","));
        String policy = "{\"Version\":\"2012-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":{\"Service\":["
                + services + "]},\"Action\":\"sts:AssumeRole\"}]}";
        result.element(
                "Role",
                xml -> xml.text("RoleName", name)
                        .text("Arn", role.arn())
                        .text("AssumeRolePolicyDocument", URLEncoder.encode(policy, StandardCharsets.UTF_8)));
    }

    private void simulate(QueryParameters parameters, XmlWriter result) {
        String principal = parameters.require("PolicySourceArn");
        List<String> resources = parameters.list("ResourceArns");
        List<Decision> decisions = new ArrayList<>();
        for (String action : parameters.list("ActionNames")) {
            for (String resource : resources.isEmpty() ? List.of("*") : resources) {
                decisions.add(new Decision(action, resource, account.allows(principal, action, resource)));
            }
        }
        result.text("IsTruncated", false);
        result.members(
                "EvaluationResults",
                decisions,
                (xml, one) -> xml.text("EvalActionName", one.action())
                        .text("EvalResourceName", one.resource())
                        .text("EvalDecision", one.allowed() ? "allowed" : "implicitDeny")
                        .members(
                                "MissingContextValues",
                                account.missingContext(principal, one.action()).stream()
                                        .toList(),
                                (member, key) -> member.raw(key)));
    }
}
