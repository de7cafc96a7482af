/**
 * How AWS is called: a connection (region, credentials, endpoint, proxy) becomes SDK clients, and a failed call becomes a
 * message that says what to do. Nothing about ECS or another service. Start at {@link AwsClients}; for failures, at
 * {@link AwsCall}.
 */
@DefaultAnnotation(NonNull.class)
package io.jenkins.plugins.ecsdeploy.aws;

import edu.umd.cs.findbugs.annotations.DefaultAnnotation;
import edu.umd.cs.findbugs.annotations.NonNull;
