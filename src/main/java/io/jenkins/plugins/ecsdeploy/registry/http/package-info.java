/**
 * HTTP with one registry: requests, logins, proxies, certificates, retries, and errors as messages. Knows nothing of
 * images; the OCI protocol is in {@code registry.client}.
 *
 * <p>Start with {@link io.jenkins.plugins.ecsdeploy.registry.http.RegistryHttp}, and with
 * {@link io.jenkins.plugins.ecsdeploy.registry.http.RegistryException} for the words of a failure.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registry.http;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
