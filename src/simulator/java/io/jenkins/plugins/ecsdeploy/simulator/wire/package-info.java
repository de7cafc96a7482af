/**
 * The protocols that AWS services speak (AWS JSON 1.1, AWS Query), the HTTP server, and scripted faults. What an
 * operation means is the services' business. Start with
 * {@link io.jenkins.plugins.ecsdeploy.simulator.wire.SimulatorServer}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.wire;
