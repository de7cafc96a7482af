package io.jenkins.plugins.ecsdeploy.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Decides whether two sources of credentials are the same caller: keys by their values, the default chain always (it is that
 * of this process), anything else only if it is the same object. Jenkins' credentials with the same id in two folders are
 * equal to each other, so their equals() is not used.
 */
final class CredentialsIdentity {

    private final Object source;

    private CredentialsIdentity(Object source) {
        this.source = source;
    }

    static Object of(AwsCredentialsProvider provider) {
        if (provider instanceof StaticCredentialsProvider keys) {
            return keys.resolveCredentials();
        }
        if (provider instanceof DefaultCredentialsProvider) {
            return DefaultCredentialsProvider.class;
        }
        return new CredentialsIdentity(provider instanceof CachedCredentials cached ? cached.owner() : provider);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof CredentialsIdentity identity && identity.source == source;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(source);
    }
}
