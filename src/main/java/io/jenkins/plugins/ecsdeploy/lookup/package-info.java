/**
 * Reads the values that templates take from AWS: parameters, ARNs of secrets, outputs of stacks; each only if a deployment
 * target lists it. How they are written is in {@code taskdef.external}. Start with {@code ValueLookup}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.lookup;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
