/**
 * {@code ecrPush}: finds repository and login, and has the image pushed where it is. How an image is pushed is in
 * {@code registry}. Start with {@link PushImage}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.push;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
