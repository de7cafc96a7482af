/**
 * What all rooms need: the failure whose message is written for the person at the build, and a sleeper that tests replace.
 * Nothing else belongs here. The rooms are listed in docs/architecture.md; {@code operations} is where to start reading.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
