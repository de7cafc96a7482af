package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.KnownAws.Source;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@link DeploymentTarget} as plain values.
 *
 * @param cluster of steps that name none
 * @param endpoint called instead of the region's own endpoints
 * @param tags for the revisions that steps register
 * @param allowedJobs regular expressions of full job names; empty: all jobs
 * @param allowedRoles regular expressions of the ARNs of roles that steps may name; empty: none
 * @param readable what templates may read from AWS
 * @param isDefault whether it is the target of steps that name none
 */
record TargetSettings(
        String name,
        AwsSettings aws,
        Optional<String> cluster,
        Optional<String> endpoint,
        Map<String, String> tags,
        List<String> allowedJobs,
        List<String> allowedRoles,
        ReadableNames readable,
        boolean isDefault) {

    TargetSettings {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        allowedJobs = List.copyOf(allowedJobs);
        allowedRoles = List.copyOf(allowedRoles);
    }

    boolean hasCredentials() {
        return aws.credentialsId() != null;
    }

    /** Whether it says as whom to call AWS. */
    boolean hasIdentity() {
        return hasCredentials() || aws.roleArn() != null;
    }

    boolean isAllowedFor(String job) {
        return allowedJobs.isEmpty() || isAnyOf(allowedJobs, job);
    }

    /** Whether a step may assume this role with the target's credentials. */
    boolean permitsRole(String roleArn) {
        return isAnyOf(allowedRoles, roleArn);
    }

    /** One that can't be read matches nothing: what is not checked here was edited in a file. */
    private static boolean isAnyOf(List<String> patterns, String text) {
        return patterns.stream()
                .filter(pattern -> FormChecks.patternFault(pattern).isEmpty())
                .anyMatch(text::matches);
    }

    /** What can't be right in it, as a sentence. */
    Optional<String> fault() {
        return regionFault()
                .or(() -> endpoint.flatMap(TargetSettings::endpointFault))
                .or(() -> patternFault("allowed jobs", allowedJobs))
                .or(() -> patternFault("roles that steps may name", allowedRoles))
                .or(() -> nameFault(ExternalSource.PARAMETER, readable.parameters()))
                .or(() -> nameFault(ExternalSource.SECRET_ARN, readable.secrets()))
                .or(() -> nameFault(ExternalSource.STACK_OUTPUT, readable.stacks()))
                .map(fault -> "Deployment target \"" + name + "\": " + fault);
    }

    private Optional<String> regionFault() {
        return Optional.ofNullable(aws.region())
                .filter(region -> !FormChecks.isRegion(region))
                .map(region -> "\"" + region + "\" is not an AWS region, such as eu-central-1.");
    }

    static Optional<String> endpointFault(String endpoint) {
        return FormChecks.isEndpoint(endpoint)
                ? Optional.empty()
                : Optional.of("\"" + endpoint + "\" is not an endpoint, such as https://HOST or http://HOST:PORT.");
    }

    private static Optional<String> nameFault(ExternalSource source, List<String> names) {
        return names.stream()
                .flatMap(name -> ReadableNames.fault(source, name).stream())
                .findFirst();
    }

    private static Optional<String> patternFault(String what, List<String> patterns) {
        return patterns.stream()
                .flatMap(pattern -> FormChecks.patternFault(pattern).stream())
                .findFirst()
                .map(fault -> what + ": " + fault);
    }

    /**
     * What the target alone leads to, for an administrator's test.
     *
     * @throws AbortException naming what it lacks
     */
    KnownAws alone(boolean controllerRoleAllowed) throws AbortException {
        String region = Text.required(aws.region(), "region", "The deployment target");
        Optional<String> fault = regionFault();
        if (fault.isPresent()) {
            throw new AbortException(fault.get());
        }
        if (!hasCredentials() && !controllerRoleAllowed) {
            throw new AbortException("Nothing to test: the target names no credentials, and the controller's own role"
                    + " may not be used, so jobs have to bring their own credentials.");
        }
        return in(region);
    }

    /** Its credentials and role in a region. */
    KnownAws in(String region) {
        return new KnownAws(
                hasCredentials() ? Source.TARGET : Source.CONTROLLER,
                name,
                region,
                null,
                aws.credentialsId(),
                aws.roleArn(),
                aws.externalId(),
                endpoint.orElse(null));
    }
}
