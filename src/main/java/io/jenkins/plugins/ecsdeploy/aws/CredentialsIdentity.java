package io.jenkins.plugins.ecsdeploy.aws;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/**
 * Tells whether two sources of credentials are the same caller: keys by their values, the default chain always (it is
 * that of this process), anything else only where it is the very same object. Credentials of Jenkins that are called the
 * same in two folders are equal to each other, so their equals() is never asked.
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
