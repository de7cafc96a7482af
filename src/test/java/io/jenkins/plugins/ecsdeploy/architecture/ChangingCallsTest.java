package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.jenkins.plugins.ecsdeploy.aws.SendOnce;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call that changes something is repeated blindly: the SDK's own retries are off for it. */
class ChangingCallsTest {

    private static final Pattern CLIENT = Pattern.compile("software\\.amazon\\.awssdk\\.services\\..*Client");
    private static final Pattern READS =
            Pattern.compile("(describe|list|get|batchGet|batchCheck|filter)[A-Z].*|create|builder|close|serviceName");

    /** Repeated, they change nothing more. */
    private static final Set<String> SAME_TWICE = Set.of(
            "deregisterTaskDefinition", // an inactive revision stays inactive
            "putLifecyclePolicy", // the same text again
            "tagResource"); // the same tags again

    @Test
    void theSdkNeverRepeatsACallThatChangesSomething() {
        assertThat(Plugin.CLASSES.stream()
                        .filter(type -> changes(type).findAny().isPresent())
                        .filter(type -> !isSentOnce(type))
                        .map(type -> type.getSimpleName() + ": "
                                + changes(type)
                                        .map(JavaMethodCall::getName)
                                        .distinct()
                                        .toList()))
                .isEmpty();
    }

    private static Stream<JavaMethodCall> changes(JavaClass type) {
        return type.getMethodCallsFromSelf().stream()
                .filter(call -> CLIENT.matcher(call.getTargetOwner().getName()).matches())
                .filter(call -> !READS.matcher(call.getName()).matches())
                .filter(call -> !SAME_TWICE.contains(call.getName()));
    }

    private static boolean isSentOnce(JavaClass type) {
        return type.getMethodReferencesFromSelf().stream()
                .anyMatch(reference -> reference.getTargetOwner().isEquivalentTo(SendOnce.class)
                        && reference.getName().equals("withoutSdkRetries"));
    }
}
