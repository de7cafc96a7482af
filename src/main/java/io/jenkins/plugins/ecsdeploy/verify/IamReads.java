package io.jenkins.plugins.ecsdeploy.verify;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.jenkins.plugins.ecsdeploy.aws.AwsCallException;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedService;
import io.jenkins.plugins.ecsdeploy.ecs.Arn;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What IAM says of roles, and of what principals may do. */
final class IamReads {

    static final String GET_ROLE = "iam:GetRole";
    static final String SIMULATE = "iam:SimulatePrincipalPolicy";

    private static final ObjectMapper JSON = new ObjectMapper();

    private final AwsClients clients;
    private final SignedReads reads;
    private boolean noted;

    IamReads(AwsClients clients, SignedReads reads) {
        this.clients = clients;
        this.reads = reads;
    }

    /**
     * Whether a role exists and trusts a service; if not, that is reported.
     *
     * @param called what it is in the definition, such as {@code executionRoleArn}
     */
    boolean isUsable(String called, String roleArn, String service, VerifyReport report) throws InterruptedException {
        Optional<Boolean> usable = report.read("the role " + roleArn, () -> {
            JsonNode role;
            try {
                role = role(roleArn);
            } catch (AwsCallException failed) {
                if (!failed.errorCode().equals("NoSuchEntity")) {
                    throw failed;
                }
                report.fault(
                        GET_ROLE,
                        called + " names " + roleArn + ", which does not exist. Create the role, or correct it");
                return false;
            }
            if (!trusts(role, service)) {
                report.fault(
                        GET_ROLE,
                        called + " names " + roleArn + ", which ECS can't assume: its trust policy does not name "
                                + service);
                return false;
            }
            return true;
        });
        return usable.orElse(true);
    }

    private JsonNode role(String roleArn) throws InterruptedException {
        return reads.query(SignedService.IAM, GET_ROLE, "role " + roleArn, Map.of("RoleName", Arn.name(roleArn)))
                .findPath("Role");
    }

    private static boolean trusts(JsonNode role, String service) {
        String encoded = role.path("AssumeRolePolicyDocument").asText();
        try {
            JsonNode policy = JSON.readTree(URLDecoder.decode(encoded, StandardCharsets.UTF_8));
            for (JsonNode statement :
                    policy.path("Statement").isArray() ? policy.path("Statement") : List.of(policy.path("Statement"))) {
                boolean named =
                        statement.path("Principal").path("Service").toString().contains("\"" + service + "\"");
                if (named && statement.path("Effect").asText().equals("Allow")) {
                    return true;
                }
            }
            return false;
        } catch (JsonProcessingException unreadable) {
            return true;
        }
    }

    /**
     * Reports what a principal may not do.
     *
     * @param principal a role or a user by its ARN
     * @param what the sentence's beginning, such as {@code the execution role}
     * @param passedTo of {@code iam:PassRole}; empty for all others
     */
    void require(
            String principal,
            String what,
            List<String> actions,
            List<String> resources,
            String passedTo,
            VerifyReport report)
            throws InterruptedException {
        if (noted || resources.isEmpty()) {
            return;
        }
        Map<String, String> asked = new HashMap<>();
        asked.put("PolicySourceArn", principal);
        members(asked, "ActionNames", actions);
        members(asked, "ResourceArns", resources);
        if (!passedTo.isEmpty()) {
            asked.put("ContextEntries.member.1.ContextKeyName", "iam:PassedToService");
            asked.put("ContextEntries.member.1.ContextKeyType", "string");
            asked.put("ContextEntries.member.1.ContextKeyValues.member.1", passedTo);
        }
        JsonNode answer;
        try {
            answer = reads.query(SignedService.IAM, SIMULATE, principal, asked);
        } catch (AwsCallException denied) {
            switch (denied.kind()) {
                case INTERRUPTED, BAD_CREDENTIALS, EXPIRED_CREDENTIALS -> throw denied;
                default -> {
                    noted = true;
                    report.note(SIMULATE, "what roles may do was not checked: " + denied.getMessage());
                }
            }
            return;
        }
        for (JsonNode result : answer.findPath("EvaluationResults")) {
            if (result.path("EvalDecision").asText().equals("allowed")) {
                continue;
            }
            String refused = result.path("EvalActionName").asText() + " on "
                    + result.path("EvalResourceName").asText();
            JsonNode missing = result.path("MissingContextValues");
            if (missing.isEmpty()) {
                report.fault(SIMULATE, what + " may not do " + refused + ": allow it to " + principal);
            } else {
                // API reference, EvaluationResult: keys that policies need and that the simulation was not given.
                report.warning(
                        SIMULATE,
                        "whether " + what + " may do " + refused + " depends on conditions of its policies ("
                                + missing.get(0).asText() + ") that can't be simulated");
            }
        }
    }

    /** Reports a role that the credentials of this build may not pass. */
    void requirePassing(String roleArn, String service, VerifyReport report) throws InterruptedException {
        Optional<String> caller = report.read("whether " + roleArn + " may be passed", this::caller);
        if (caller.isPresent() && !caller.get().isEmpty()) {
            require(caller.get(), "this build", List.of("iam:PassRole"), List.of(roleArn), service, report);
        }
    }

    /** The caller's user or role; empty if it is neither, such as the root user. A session's ARN lacks the role's path. */
    private String caller() throws InterruptedException {
        String arn = clients.callerArn();
        Optional<Arn> parsed = Arn.parse(arn);
        if (parsed.isEmpty() || parsed.get().resource().equals("root")) {
            return "";
        }
        if (!parsed.get().resource().startsWith("assumed-role/")) {
            return arn;
        }
        String name = parsed.get().resource().split("/")[1];
        try {
            return role(name).path("Arn").asText();
        } catch (AwsCallException unreadable) {
            return "arn:" + parsed.get().partition() + ":iam::" + parsed.get().account() + ":role/" + name;
        }
    }

    private static void members(Map<String, String> to, String name, List<String> values) {
        List<String> all = new ArrayList<>(values);
        for (int i = 0; i < all.size(); i++) {
            to.put(name + ".member." + (i + 1), all.get(i));
        }
    }
}
