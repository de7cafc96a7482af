/**
 * Values that a template takes from AWS: how they are named, and what was found under these names. Pure; they are read in
 * {@code lookup}. Start with {@code ExternalName}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.external;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
