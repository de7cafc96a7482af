package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.io.Serializable;
import java.util.Objects;
import java.util.Optional;

/**
 * Which AWS a step calls, and as whom, once that is decided: one source, whole. Holds no secret. It is saved with builds and
 * used again for all that concerns the same service later, whatever the configuration says then; XStream saves no records.
 */
public final class KnownAws implements Serializable {

    private static final long serialVersionUID = 1L;

    /** Whose credentials they are. */
    public enum Source {
        /** Those that the step names. */
        STEP,
        /** Those of the deployment target. */
        TARGET,
        /** Those that the build itself has set around the step. */
        BUILD,
        /** The controller's own. */
        CONTROLLER
    }

    private final Source source;
    private final @CheckForNull String target;
    private final String region;
    private final @CheckForNull String account;
    private final @CheckForNull String credentialsId;
    private final @CheckForNull String roleArn;
    private final @CheckForNull String externalId;
    private final @CheckForNull String endpoint;

    /**
     * @param target the deployment target that had a part in it; null if none had
     * @param account null if unknown
     * @param credentialsId of STEP and TARGET
     * @param endpoint called instead of the region's own endpoints
     */
    public KnownAws(
            Source source,
            @CheckForNull String target,
            String region,
            @CheckForNull String account,
            @CheckForNull String credentialsId,
            @CheckForNull String roleArn,
            @CheckForNull String externalId,
            @CheckForNull String endpoint) {
        this.source = source;
        this.target = target;
        this.region = region;
        this.account = account;
        this.credentialsId = credentialsId;
        this.roleArn = roleArn;
        this.externalId = externalId;
        this.endpoint = endpoint;
    }

    /** The same with its account: of an ARN of what was called, or of the caller. */
    public KnownAws inAccount(String known) {
        return new KnownAws(source, target, region, known, credentialsId, roleArn, externalId, endpoint);
    }

    KnownAws withCredentials(@CheckForNull String otherCredentialsId) {
        return new KnownAws(source, target, region, account, otherCredentialsId, roleArn, externalId, endpoint);
    }

    public Source source() {
        return source;
    }

    /** Name of the deployment target that had a part in it. */
    public Optional<String> target() {
        return Optional.ofNullable(target);
    }

    public String region() {
        return region;
    }

    public Optional<String> account() {
        return Optional.ofNullable(account);
    }

    @CheckForNull
    String credentialsId() {
        return credentialsId;
    }

    Optional<String> roleArn() {
        return Optional.ofNullable(roleArn);
    }

    Optional<String> externalId() {
        return Optional.ofNullable(externalId);
    }

    Optional<String> endpoint() {
        return Optional.ofNullable(endpoint);
    }

    /** Whether both may be the same place: an account that is unknown may be any. */
    public boolean mayBeAt(KnownAws other) {
        return region.equals(other.region)
                && Objects.equals(endpoint, other.endpoint)
                && (account == null || other.account == null || account.equals(other.account));
    }

    /** Continues the words "as" and "with" of a sentence: whose credentials, and the role. */
    public String whose() {
        String credentials =
                switch (source) {
                    case STEP -> "the credentials " + credentialsId + " that the step names";
                    case TARGET -> "the credentials " + credentialsId + " of the target " + target;
                    case BUILD -> "the credentials that the build has set around the step";
                    case CONTROLLER -> "the controller's own credentials";
                };
        return credentials
                + (roleArn == null ? "" : ", role " + roleArn)
                + (target == null || source == Source.TARGET ? "" : ", target " + target);
    }

    /**
     * Why credentials of this account are not used for what was called before.
     *
     * @return empty if they belong to the same account, or if that can't be known
     */
    Optional<String> refusal(Optional<String> now) {
        if (account == null || now.isEmpty() || now.get().equals(account)) {
            return Optional.empty();
        }
        return Optional.of(
                "This concerns AWS account " + account + ", but " + whose() + " belong to account " + now.get()
                        + " now, which is not asked. "
                        + (source == Source.BUILD
                                ? "Put this step inside of the same withAWS or withCredentials as the one that updated the"
                                        + " service, or name credentials."
                                : "Correct them where they are kept."));
    }

    /** One line for the log: account, region, whose credentials. */
    public String describe() {
        return (account == null ? "an account that could not be found out" : "account " + account) + ", " + region
                + (endpoint == null ? "" : " at " + endpoint) + ", with " + whose();
    }

    @Override
    public boolean equals(@CheckForNull Object other) {
        return other instanceof KnownAws that
                && source == that.source
                && Objects.equals(target, that.target)
                && region.equals(that.region)
                && Objects.equals(account, that.account)
                && Objects.equals(credentialsId, that.credentialsId)
                && Objects.equals(roleArn, that.roleArn)
                && Objects.equals(externalId, that.externalId)
                && Objects.equals(endpoint, that.endpoint);
    }

    @Override
    public int hashCode() {
        return Objects.hash(source, target, region, account, credentialsId, roleArn, externalId, endpoint);
    }
}
