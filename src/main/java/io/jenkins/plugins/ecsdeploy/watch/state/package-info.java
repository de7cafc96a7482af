/**
 * What AWS says of a service and its deployment, as plain values, and the readers that fetch them for many services at
 * once. ECS' and CodeDeploy's answers have one shape here. Nothing here knows a wait or decides anything. Start with
 * {@link io.jenkins.plugins.ecsdeploy.watch.state.Observation} and
 * {@link io.jenkins.plugins.ecsdeploy.watch.state.StateReader}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.watch.state;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
