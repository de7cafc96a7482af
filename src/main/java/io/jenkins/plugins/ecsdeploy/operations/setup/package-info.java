/**
 * What a user asks about what a deployment stands on: {@code applyService} makes a service what its definition says,
 * {@code verifyDeployment} finds what would make a deployment fail. The engine is in {@code service} and {@code verify}. Start with {@code ApplyService}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.operations.setup;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
