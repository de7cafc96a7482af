/**
 * Waiting for deployments: one poller for all waits of a controller, which reads many services in one call and holds no
 * thread for a wait. It only reads; nothing here stops or changes a deployment. What is read is in {@code watch.state},
 * what it means in {@code watch.judge}, whether targets are healthy in {@code watch.health}, why it failed in
 * {@code watch.diagnosis}. Start with {@link io.jenkins.plugins.ecsdeploy.watch.Poller}, {@link io.jenkins.plugins.ecsdeploy.watch.PollRound} and
 * {@link io.jenkins.plugins.ecsdeploy.watch.DeploymentWatch}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.watch;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
