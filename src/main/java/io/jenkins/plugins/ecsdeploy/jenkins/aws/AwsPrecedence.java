package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws.Source;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/**
 * Decides which AWS a step calls, and as whom, from plain values. Credentials, role and external ID come from one source, the
 * first that is there: the step's own credentials, the target that it names, what the build has set around the step ({@code
 * withCredentials}, {@code withAWS}), the default target, the controller if an administrator allows it. Region, cluster and
 * role of a source never mix into another one; what the step itself names may be added to any. The table of docs/jenkins.md.
 */
final class AwsPrecedence {

    private static final String WHERE_ADMINISTRATORS_DO = "Manage Jenkins, System, Amazon ECS Deploy";

    private final AwsSettings step;
    private final Optional<TargetSettings> target;
    private final Map<String, String> build;

    /**
     * @param target the one that the step names, or else the default one
     * @param build the variables that the build itself has set, without those of the agent's process
     */
    AwsPrecedence(AwsSettings step, Optional<TargetSettings> target, Map<String, String> build) {
        this.step = step;
        this.target = target;
        this.build = build;
    }

    /**
     * What was decided.
     *
     * @param aws its account is known only from a role
     * @param place the target whose cluster and tags go with it; empty if none does
     * @param unused the default target, if it has credentials or a role of its own that were not taken
     */
    record Decision(KnownAws aws, Optional<TargetSettings> place, Optional<String> unused) {

        /** The cluster that a step names, or else its target's. */
        Optional<String> cluster(@CheckForNull String named) {
            return Optional.ofNullable(Text.blankToNull(named)).or(() -> place.flatMap(TargetSettings::cluster));
        }

        Map<String, String> tags() {
            return place.map(TargetSettings::tags).orElse(Map.of());
        }

        /** What the target lists; nothing if none goes with the source. */
        ReadableNames readable() {
            return place.map(TargetSettings::readable).orElseGet(() -> ReadableNames.none(whyNotDefault()));
        }

        /** Why nothing came from the default target, as a sentence; empty if something did, or there is none. */
        String whyNotDefault() {
            return unused.map(
                            name -> " The default target " + name + " has credentials or a role of its own, so nothing"
                                    + " of it is used with " + aws.whose() + ".")
                    .orElse("");
        }
    }

    /**
     * @throws AbortException naming what is missing or not permitted, and where to change it
     */
    Decision decide(boolean controllerRoleAllowed) throws AbortException {
        Source source = source(controllerRoleAllowed);
        Optional<TargetSettings> place = target.filter(candidate -> isPlaceOf(source, candidate));
        Optional<String> unused = place.isPresent()
                ? Optional.empty()
                : target.filter(TargetSettings::hasIdentity).map(TargetSettings::name);
        String region = region(source, place, unused);
        String named = step.roleArn();
        boolean isOwnRole = named == null
                || place.map(own -> own.aws().roleArn()).filter(named::equals).isPresent();
        AwsSettings from = place.map(TargetSettings::aws).orElse(AwsSettings.none());
        if (source == Source.TARGET && !isOwnRole && !place.orElseThrow().permitsRole(String.valueOf(named))) {
            throw new AbortException("The role " + named + " may not be assumed with the credentials of the"
                    + " deployment target \"" + place.get().name()
                    + "\": the target permits no such role. Leave roleArn"
                    + " out, name credentials of your own (credentialsId:), or have an administrator add the role to the"
                    + " target's \"Roles that steps may name\" under " + WHERE_ADMINISTRATORS_DO + ".");
        }
        String role = Text.firstOf(named, from.roleArn());
        KnownAws aws = new KnownAws(
                source,
                place.map(TargetSettings::name).orElse(null),
                region,
                role == null ? null : CallerAccounts.ofRole(role).orElse(null),
                source == Source.STEP ? step.credentialsId() : source == Source.TARGET ? from.credentialsId() : null,
                role,
                role == null ? null : Text.firstOf(step.externalId(), isOwnRole ? from.externalId() : null),
                place.flatMap(TargetSettings::endpoint).orElse(null));
        return new Decision(aws, place, unused);
    }

    /** The keys that a build has set; empty if it has not set both. */
    static Optional<AwsCredentials> keys(Map<String, String> build) {
        String accessKey = Text.blankToNull(build.get("AWS_ACCESS_KEY_ID"));
        String secretKey = Text.blankToNull(build.get("AWS_SECRET_ACCESS_KEY"));
        String session = Text.blankToNull(build.get("AWS_SESSION_TOKEN"));
        if (accessKey == null || secretKey == null) {
            return Optional.empty();
        }
        return Optional.of(
                session == null
                        ? AwsBasicCredentials.create(accessKey, secretKey)
                        : AwsSessionCredentials.create(accessKey, secretKey, session));
    }

    private boolean isTargetNamed() {
        return step.target() != null;
    }

    private Source source(boolean controllerRoleAllowed) throws AbortException {
        boolean hasTargetCredentials =
                target.filter(TargetSettings::hasCredentials).isPresent();
        if (step.credentialsId() != null) {
            if (isTargetNamed() && hasTargetCredentials) {
                throw new AbortException("The step names the credentials \"" + step.credentialsId()
                        + "\" and the deployment target \"" + step.target()
                        + "\", which has credentials of its own. Name one of the two; region: and cluster: may be added"
                        + " to either.");
            }
            return Source.STEP;
        }
        if (isTargetNamed() && hasTargetCredentials) {
            return Source.TARGET;
        }
        if (keys(build).isPresent()) {
            return Source.BUILD;
        }
        if (hasTargetCredentials) {
            return Source.TARGET;
        }
        if (controllerRoleAllowed) {
            return Source.CONTROLLER;
        }
        throw new AbortException("No AWS credentials: name them in the step (credentialsId:) or in its target, or set"
                + " them around the step (withCredentials, withAWS); those of the agent's own process don't count. The"
                + " controller's own role may not be used; an administrator can allow it under "
                + WHERE_ADMINISTRATORS_DO + ".");
    }

    /** Whether a target's region, cluster, tags and role go with credentials of this source. */
    private boolean isPlaceOf(Source source, TargetSettings candidate) {
        if (source == Source.TARGET || isTargetNamed()) {
            return true;
        }
        return switch (source) {
            case CONTROLLER -> true;
            case STEP -> !candidate.hasIdentity();
            default -> !candidate.hasIdentity() && !isElsewhere(candidate);
        };
    }

    /** What the build has set around the step is whole: a region too, unless the step names one. */
    private boolean isElsewhere(TargetSettings candidate) {
        String set = buildRegion();
        String own = candidate.aws().region();
        return step.region() == null && set != null && own != null && !set.equals(own);
    }

    @CheckForNull
    private String buildRegion() {
        return Text.firstOf(build.get("AWS_REGION"), build.get("AWS_DEFAULT_REGION"));
    }

    private String region(Source source, Optional<TargetSettings> place, Optional<String> unused)
            throws AbortException {
        boolean isBuildsOwn = source == Source.BUILD || keys(build).isEmpty();
        String region = Text.firstOf(
                step.region(), place.map(own -> own.aws().region()).orElse(null), isBuildsOwn ? buildRegion() : null);
        if (region == null) {
            throw new AbortException("No AWS region: name one in the step (region:) or in its target, or set AWS_REGION"
                    + " around the step."
                    + unused.map(
                                    name -> " The default target " + name
                                            + " is not used: it has credentials or a role of its own, and the step gets others.")
                            .orElse(""));
        }
        if (!FormChecks.isRegion(region)) {
            throw new AbortException(
                    "\"" + region + "\" is not an AWS region, such as eu-central-1. Correct it where it"
                            + " is set: in the step (region:), in its target, or in AWS_REGION.");
        }
        return region;
    }
}
