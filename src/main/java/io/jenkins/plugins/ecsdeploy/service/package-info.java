/**
 * A service as its definition says: created, or updated by what differs. The template engine is in {@code taskdef}, sending
 * an update in {@code update}; what a deployment stands on is checked in {@code verify}. Start with {@code ServiceApplier}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.service;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
