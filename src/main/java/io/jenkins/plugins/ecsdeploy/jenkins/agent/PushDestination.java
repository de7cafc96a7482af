package io.jenkins.plugins.ecsdeploy.jenkins.agent;

import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrHostname;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPrivateRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrPublicRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRegistry;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositories;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsConnections;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.AwsSettings;
import io.jenkins.plugins.ecsdeploy.operations.EcrPushTarget;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryCredentials;
import io.jenkins.plugins.ecsdeploy.registry.http.RegistryTarget;
import java.io.IOException;

/**
 * Finds, on the controller, where a push goes and with which login. A login of ECR's that the registry refuses, although
 * it should be good still, is asked for anew once.
 */
public final class PushDestination {

    private static final String STEP = StepNames.ECR_PUSH;

    /** The push itself; tells whether the login was refused. */
    public interface Push {
        PushTask.Answer to(RegistryTarget target, RegistryCredentials credentials)
                throws IOException, InterruptedException;
    }

    private final EcrPushRequest request;
    private final AwsSettings aws;
    private final EcrLogins logins;

    public PushDestination(EcrPushRequest request, AwsSettings aws, EcrLogins logins) {
        this.request = request;
        this.aws = aws;
        this.logins = logins;
    }

    public PushTask.Answer push(StepRun run, Push push) throws IOException, InterruptedException {
        return request.isEcr() ? toEcr(run, push) : toOther(run, push);
    }

    private PushTask.Answer toOther(StepRun run, Push push) throws IOException, InterruptedException {
        RegistryTarget target = RegistryTarget.of(request.registry().orElseThrow(), request.repository());
        String credentialsId = request.registryCredentialsId().orElse(null);
        return push.to(
                target, credentialsId == null ? null : JenkinsRegistryCredentials.find(credentialsId, run.run()));
    }

    private PushTask.Answer toEcr(StepRun run, Push push) throws IOException, InterruptedException {
        AwsSettings there =
                request.ecrHost().map(EcrHostname::region).map(aws::in).orElse(aws);
        try (AwsClients clients = new AwsConnections().open(there, run)) {
            EcrRegistry ecr = request.isPublic()
                    ? new EcrPublicRegistry(clients)
                    : new EcrPrivateRegistry(clients, request.ecrHost().map(EcrHostname::registryId));
            EcrRepositories repositories = new EcrRepositories(ecr);
            EcrRepositories.Ready ready = request.newRepository().isPresent()
                    ? repositories.existingOrNew(
                            request.repository(), request.newRepository().get())
                    : repositories.existing(request.repository());
            ready.notes().forEach(note -> run.line(STEP, note));

            String caller = clients.callerFingerprint() + (request.isPublic() ? " public" : "");
            boolean[] fresh = new boolean[1];
            EcrAuthorization login = logins.get(caller, () -> {
                fresh[0] = true;
                return ecr.authorize();
            });
            PushTask.Answer answer = push(ready, login, push);
            if (answer.loginRefused() && !fresh[0]) {
                run.line(STEP, "The registry refused the login that was kept from an earlier push; getting a new one.");
                logins.forget(caller, login);
                answer = push(ready, logins.get(caller, ecr::authorize), push);
            }
            return answer;
        }
    }

    private static PushTask.Answer push(EcrRepositories.Ready ready, EcrAuthorization login, Push push)
            throws IOException, InterruptedException {
        EcrPushTarget target = EcrPushTarget.of(ready.repository(), login);
        return push.to(target.target(), target.credentials());
    }
}
