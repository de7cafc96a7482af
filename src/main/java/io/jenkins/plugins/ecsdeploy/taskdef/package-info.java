/**
 * The template engine's entry: a text, values and a schema become a task definition, or faults with their places. A pure
 * computation: no files, no network, no AWS SDK; registering the result is in {@code registration}. Start with
 * {@code TaskDefinitionTemplate}, which calls the packages below in the order of the work: {@code read}, {@code change},
 * {@code render}, {@code check}; {@code compare} is used beside it.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.taskdef;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
