package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.registry.PushAnswer;
import io.jenkins.plugins.ecsdeploy.registry.PushAttempt;
import java.io.IOException;

/** Pushes where the image is: on an agent, or in this process. */
@FunctionalInterface
public interface ImagePusher {

    /** @throws IOException if the machine that has the image can't be reached */
    PushAnswer push(PushAttempt attempt) throws IOException, InterruptedException;
}
