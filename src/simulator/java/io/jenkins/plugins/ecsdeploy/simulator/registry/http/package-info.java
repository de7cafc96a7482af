/**
 * Requests, answers and errors of the registry's HTTP API. What they mean is the endpoints' business. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.registry.http.RegistryResponse}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.registry.http;
