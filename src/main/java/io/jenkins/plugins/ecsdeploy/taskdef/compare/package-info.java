/**
 * Whether two task definitions mean the same, and what of their differences a build log may show. Both are brought to one
 * form first, with ECS' defaults in place. Start with {@code TaskDefinitionComparison}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.compare;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
