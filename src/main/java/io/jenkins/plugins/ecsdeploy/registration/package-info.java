/**
 * RegisterTaskDefinition, and reading what is registered; an equal revision is reused. What a definition holds is decided in
 * {@code taskdef}; old revisions are removed in {@code registration.cleanup}. Start with {@code TaskDefinitionRegistrar}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.registration;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
