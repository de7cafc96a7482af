package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsRole;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.net.URI;
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
 * @param isDefault whether it is the target of steps that name none
 */
record TargetSettings(
        String name,
        AwsSettings aws,
        Optional<String> cluster,
        Optional<String> endpoint,
        Map<String, String> tags,
        List<String> allowedJobs,
        boolean isDefault) {

    TargetSettings {
        tags = Collections.unmodifiableMap(new LinkedHashMap<>(tags));
        allowedJobs = List.copyOf(allowedJobs);
    }

    boolean isAllowedFor(String job) {
        return allowedJobs.isEmpty() || allowedJobs.stream().anyMatch(job::matches);
    }

    /** @throws AbortException if the endpoint is no address */
    Optional<URI> endpointUri() throws AbortException {
        try {
            return endpoint.map(URI::create);
        } catch (IllegalArgumentException noUri) {
            throw new AbortException("The endpoint \"" + endpoint.orElse("") + "\" of the deployment target \"" + name
                    + "\" is not a URL such as https://HOST. An administrator can change that.");
        }
    }

    /**
     * What the target alone leads to, for an administrator's test.
     *
     * @throws AbortException naming what it lacks
     */
    AwsAccess access(boolean controllerRoleAllowed) throws AbortException {
        return new AwsAccess(
                Text.required(aws.region(), "region", "The deployment target"),
                credentials(aws.credentialsId(), controllerRoleAllowed),
                Optional.ofNullable(aws.roleArn())
                        .map(arn -> new AwsRole(
                                arn, Optional.ofNullable(aws.externalId()), AwsRole.sessionName("connection-test"))),
                endpointUri());
    }

    private static CredentialSource credentials(@CheckForNull String credentialsId, boolean controllerRoleAllowed)
            throws AbortException {
        if (credentialsId != null) {
            return new CredentialSource.Kept(credentialsId);
        }
        if (controllerRoleAllowed) {
            return new CredentialSource.ControllerRole();
        }
        throw new AbortException("Nothing to test: the target names no credentials, and the controller's own role may"
                + " not be used, so jobs have to bring their own credentials.");
    }
}
