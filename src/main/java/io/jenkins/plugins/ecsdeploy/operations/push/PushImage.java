package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPublicRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositories;
import io.jenkins.plugins.ecsdeploy.operations.RequestException;
import io.jenkins.plugins.ecsdeploy.operations.StepLog;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.PushAnswer;
import io.jenkins.plugins.ecsdeploy.registry.PushAttempt;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import io.jenkins.plugins.ecsdeploy.registry.progress.PushResult;
import java.io.IOException;
import java.util.Optional;

/**
 * {@code ecrPush}: finds repository and login, then has the image pushed where it is. If the registry refuses a login
 * that was kept from an earlier push, it tries once more with a new one.
 */
public final class PushImage {

    private static final String STEP = StepNames.ECR_PUSH;

    public record Request(ImageToPush image, PushDestination destination) {

        public Request {
            if (image.newRepository().isPresent() && destination instanceof PushDestination.Other other) {
                throw new RequestException(
                        STEP,
                        "createRepository works with Amazon ECR only. Create the repository in " + other.address()
                                + " first, unless that registry creates it by itself.");
            }
        }
    }

    private final EcrLogins logins;
    private final ImagePusher pusher;
    private final Sleeper sleeper;

    /**
     * @param logins kept from one push to the next
     * @param sleeper between two tries of a call of ECR whose answer was lost
     */
    public PushImage(EcrLogins logins, ImagePusher pusher, Sleeper sleeper) {
        this.logins = logins;
        this.pusher = pusher;
        this.sleeper = sleeper;
    }

    public PushResult run(Request request, StepLog log) throws IOException, InterruptedException {
        PushResult pushed = push(request, log).orElseThrow(PushRefusedException::new);
        log.line(STEP, (pushed.pushed() ? "Pushed " : "Already there: ") + pushed.uri());
        log.line(STEP, "Tags: " + String.join(", ", pushed.tags()));
        return pushed;
    }

    private PushAnswer push(Request request, StepLog log) throws IOException, InterruptedException {
        ImageToPush image = request.image();
        if (request.destination() instanceof PushDestination.Ecr ecr) {
            return toEcr(
                    image,
                    ecr.connection(),
                    clients -> new EcrPrivateRegistry(clients, ecr.account(), sleeper),
                    "",
                    log);
        } else if (request.destination() instanceof PushDestination.EcrPublic ecrPublic) {
            return toEcr(
                    image, ecrPublic.connection(), clients -> new EcrPublicRegistry(clients, sleeper), " public", log);
        }
        PushDestination.Other other = (PushDestination.Other) request.destination();
        return attempt(image, RegistryTarget.of(other.address(), image.repository()), other.credentials(), log);
    }

    /** One of ECR's APIs. */
    private interface Api {
        EcrRegistry open(AwsClients clients);
    }

    private PushAnswer toEcr(ImageToPush image, AwsConnection connection, Api api, String kind, StepLog log)
            throws IOException, InterruptedException {
        try (AwsClients clients = new AwsClients(connection)) {
            EcrRegistry ecr = api.open(clients);
            EcrRepositories repositories = new EcrRepositories(ecr);
            EcrRepositories.Ready ready = image.newRepository().isPresent()
                    ? repositories.existingOrNew(
                            image.repository(), image.newRepository().get())
                    : repositories.existing(image.repository());
            ready.notes().forEach(note -> log.line(STEP, note));

            EcrLogin login = new EcrLogin(logins, clients.callerFingerprint() + kind, ecr);
            EcrAuthorization first = login.get();
            PushAnswer answer = attempt(image, EcrPushTarget.of(ready.repository(), first), log);
            if (answer.loginRefused() && !login.isNew()) {
                log.line(STEP, "The registry refused the login that was kept from an earlier push; getting a new one.");
                login.forget(first);
                answer = attempt(image, EcrPushTarget.of(ready.repository(), login.get()), log);
            }
            return answer;
        }
    }

    private PushAnswer attempt(ImageToPush image, EcrPushTarget target, StepLog log)
            throws IOException, InterruptedException {
        return attempt(image, target.target(), Optional.of(target.credentials()), log);
    }

    private PushAnswer attempt(
            ImageToPush image, RegistryTarget target, Optional<RegistryCredentials> credentials, StepLog log)
            throws IOException, InterruptedException {
        log.line(STEP, "Pushing " + image.source().describe() + " to " + target.reference());
        return pusher.push(new PushAttempt(image.source(), target, credentials, image.tags(), image.options()));
    }
}
