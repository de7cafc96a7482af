package io.jenkins.plugins.ecsdeploy.aws;

import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.core.exception.SdkException;

/** Runs one SDK call and turns its failure into an {@link AwsCallException}. */
public final class AwsCall {

    private AwsCall() {}

    /**
     * @param action the call's IAM action, such as {@code ecs:UpdateService}
     * @param subject what it is about, as it reads after "for": {@code service webshop in cluster shop}
     * @throws AwsCallException whatever the SDK throws, and if there are no credentials now
     */
    public static <T> T run(String action, String subject, Supplier<T> call) {
        try {
            return call.get();
        } catch (SdkException failed) {
            throw AwsErrors.explain(action, subject, failed);
        } catch (CachedCredentials.UnavailableException noCredentials) {
            throw AwsErrors.explainUnavailable(action, subject, noCredentials);
        }
    }

    /**
     * The same for a call whose answer is of no use without one of its members. Without it the answer counts as lost: the
     * call may have taken effect.
     *
     * @param member its name in the API
     * @param get gives it; empty if the answer lacks it
     * @throws AwsCallException also if it is missing
     */
    public static <A, T> T get(
            String action, String subject, Supplier<A> call, String member, Function<A, Optional<T>> get) {
        return get.apply(run(action, subject, call))
                .orElseThrow(() -> AwsErrors.explainWithout(action, subject, member));
    }
}
