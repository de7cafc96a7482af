package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.jenkins.StepRun;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.util.Map;

/** The AWS that a step of a build calls: {@link AwsPrecedence} decides, this asks the build and the configuration. */
public final class AwsConnections {

    private final EcsDeployConfiguration configuration;

    public AwsConnections() {
        this.configuration = EcsDeployConfiguration.get();
    }

    /** Opens the connection; the caller closes it. */
    public AwsClients open(AwsSettings settings, StepRun run) throws AbortException {
        return new AwsClients(connection(settings, run));
    }

    public AwsConnection connection(AwsSettings settings, StepRun run) throws AbortException {
        Run<?, ?> build = run.run();
        String name = build.getParent().getFullName() + "-" + build.getNumber();
        return AwsConnector.connect(
                found(settings, run).access(configuration.isControllerRoleAllowed(), name),
                credentialsId -> JenkinsAwsCredentials.find(credentialsId, build));
    }

    /**
     * The cluster that a step names, or else its target's default cluster.
     *
     * @throws AbortException if neither names one
     */
    public String cluster(@CheckForNull String named, AwsSettings settings, StepRun run, String step)
            throws AbortException {
        return Text.required(found(settings, run).cluster(named).orElse(null), "cluster", step);
    }

    /** The tags of the target that a step uses; the step's own take precedence. */
    public Map<String, String> tags(AwsSettings settings, StepRun run) throws AbortException {
        return found(settings, run).tags();
    }

    /** {@link AwsPrecedence#resolved}. */
    public AwsSettings resolved(AwsSettings settings, StepRun run) throws AbortException {
        return found(settings, run).resolved();
    }

    private AwsPrecedence found(AwsSettings settings, StepRun run) throws AbortException {
        String job = run.run().getParent().getFullName();
        return new AwsPrecedence(settings, configuration.targets().of(settings, job), run.environment());
    }
}
