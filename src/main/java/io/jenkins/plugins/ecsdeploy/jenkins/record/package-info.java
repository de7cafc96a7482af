/**
 * What happens in a build's deployments, as it happens: kept in a file beside the build, and passed on to listeners. What
 * pages show of it is in {@code jenkins.page}. Start at {@link io.jenkins.plugins.ecsdeploy.jenkins.record.BuildRecords}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.jenkins.record;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
