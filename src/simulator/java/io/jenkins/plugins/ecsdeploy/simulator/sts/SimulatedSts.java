package io.jenkins.plugins.ecsdeploy.simulator.sts;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The simulated AWS STS: who a caller is, and sessions of roles. Every role can be assumed unless a test says what it
 * requires ({@link #trust}).
 */
public final class SimulatedSts implements QueryService {

    private static final int MINIMUM_SECONDS = 900;
    private static final int MAXIMUM_SECONDS = 43_200;
    private static final int DEFAULT_SECONDS = 3600;
    private static final int CHAINED_SECONDS = 3600;

    private final AwsAccount account;
    private final Clock clock;
    private final SessionCredentials sessions;
    private final Map<String, RoleTrust> trusts = new ConcurrentHashMap<>();

    public SimulatedSts(AwsAccount account, Clock clock, SessionCredentials sessions) {
        this.account = account;
        this.clock = clock;
        this.sessions = sessions;
    }

    /** Says what a role requires from now on. */
    public SimulatedSts trust(String roleArn, RoleTrust trust) {
        trusts.put(roleArn, trust);
        return this;
    }

    @Override
    public String apiVersion() {
        return "2011-06-15";
    }

    @Override
    public String iamPrefix() {
        return "sts";
    }

    @Override
    public String xmlNamespace() {
        return "https://sts.amazonaws.com/doc/2011-06-15/";
    }

    @Override
    public void call(String action, QueryParameters parameters, Caller caller, XmlWriter result) {
        StsInput input = new StsInput(parameters);
        switch (action) {
            case "GetCallerIdentity" -> getCallerIdentity(identity(caller), result);
            case "AssumeRole" -> assumeRole(input, identity(caller), result);
            case "AssumeRoleWithWebIdentity" -> assumeRoleWithWebIdentity(input, result);
            default ->
                throw AwsError.client(
                        "InvalidAction", "Could not find operation " + action + " for version " + apiVersion());
        }
    }

    private CallerIdentity identity(Caller caller) {
        if (!caller.signed()) {
            throw new AwsError(403, "MissingAuthenticationToken", "Request is missing Authentication Token");
        }
        return CallerIdentity.of(caller, account, sessions);
    }

    private static void getCallerIdentity(CallerIdentity identity, XmlWriter result) {
        result.text("Arn", identity.arn()).text("UserId", identity.userId()).text("Account", identity.accountId());
    }

    private void assumeRole(StsInput input, CallerIdentity caller, XmlWriter result) {
        input.check("ExternalId", 2, 1224, "[\\w+=,.@:\\/-]*");
        RoleArn role = checkedRole(input);
        RoleTrust trust = trusts.getOrDefault(role.text(), RoleTrust.OPEN);
        if (!trust.externalId().isEmpty()
                && !trust.externalId().equals(input.text("ExternalId").orElse(""))) {
            throw new AwsError(
                    403,
                    "AccessDenied",
                    "User: " + caller.arn() + " is not authorized to perform: sts:AssumeRole on resource: "
                            + role.text());
        }
        int seconds = seconds(input, trust);
        if (caller.assumed() && seconds > CHAINED_SECONDS) {
            throw AwsError.client(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the 1 hour session limit for roles assumed by role"
                            + " chaining.");
        }
        writeSession(issue(input, role, seconds), result);
    }

    private void assumeRoleWithWebIdentity(StsInput input, XmlWriter result) {
        input.require("WebIdentityToken", 0, 20_000, "(?s).*");
        RoleArn role = checkedRole(input);
        WebIdentityToken token =
                WebIdentityToken.parse(input.text("WebIdentityToken").orElse(""), clock.instant());
        int seconds = seconds(input, trusts.getOrDefault(role.text(), RoleTrust.OPEN));
        writeSession(issue(input, role, seconds), result);
        result.text("SubjectFromWebIdentityToken", token.subject())
                .text("Audience", token.audience())
                .text("Provider", token.issuer());
    }

    /** What both ways of assuming a role require of their parameters. */
    private static RoleArn checkedRole(StsInput input) {
        input.require("RoleArn", 20, 2048, "[ -~]*")
                .require("RoleSessionName", 2, 64, "[\\w+=,.@-]*")
                .checkNumber("DurationSeconds", MINIMUM_SECONDS, MAXIMUM_SECONDS)
                .done();
        return RoleArn.parse(input.text("RoleArn").orElse(""));
    }

    private static int seconds(StsInput input, RoleTrust trust) {
        int seconds = input.number("DurationSeconds", DEFAULT_SECONDS);
        if (seconds > trust.maxSession().toSeconds()) {
            throw AwsError.client(
                    "ValidationError",
                    "The requested DurationSeconds exceeds the MaxSessionDuration set for this role.");
        }
        return seconds;
    }

    private SessionCredentials.Session issue(StsInput input, RoleArn role, int seconds) {
        return sessions.issue(role, input.text("RoleSessionName").orElse(""), Duration.ofSeconds(seconds));
    }

    private static void writeSession(SessionCredentials.Session session, XmlWriter result) {
        result.element(
                        "AssumedRoleUser",
                        user -> user.text("AssumedRoleId", session.assumedRoleId())
                                .text("Arn", session.arn()))
                .element(
                        "Credentials",
                        credentials -> credentials
                                .text("AccessKeyId", session.accessKeyId())
                                .text("SecretAccessKey", session.secretAccessKey())
                                .text("SessionToken", session.sessionToken())
                                .text("Expiration", session.expiresAt()));
    }
}
