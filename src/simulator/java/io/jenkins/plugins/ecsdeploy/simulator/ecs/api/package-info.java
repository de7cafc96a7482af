/**
 * The API's grammar: requests and their types, ARNs, ids, pages, errors. No operation and no rule lives here. Start
 * with {@link io.jenkins.plugins.ecsdeploy.simulator.ecs.api.RequestShapes}.
 */
package io.jenkins.plugins.ecsdeploy.simulator.ecs.api;
