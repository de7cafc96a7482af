/**
 * Reads of services whose SDK module is not bundled: a custom signed request, answered as JSON. All others go through the
 * SDK's clients ({@code aws}). Start with {@code SignedReads}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.aws.signed;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
