/**
 * The steps as build steps of freestyle jobs: the same settings, forms and operations, with results as environment variables.
 * A step's own code is in {@code step}. Start with {@code OperationBuilder}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
