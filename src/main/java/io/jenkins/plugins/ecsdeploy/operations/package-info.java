/**
 * One class for each thing a user can ask, composed of the engine's packages: the order of the calls and the lines of
 * the log. Jenkins and the rehearsal call the same. Pushing is in {@code push}, waiting in {@code await}; nothing here
 * knows Jenkins. Start with {@link UpdateService}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
