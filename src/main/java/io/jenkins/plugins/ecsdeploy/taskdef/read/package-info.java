/**
 * JSON, YAML and registered definitions into a tree with places. What can't be read becomes a fault, and reading continues
 * after it. Values are not put in here. Start with {@code JsonReader}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
