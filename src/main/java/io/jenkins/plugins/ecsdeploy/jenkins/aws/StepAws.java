package io.jenkins.plugins.ecsdeploy.jenkins.aws;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import io.jenkins.plugins.ecsdeploy.aws.AwsConnection;
import io.jenkins.plugins.ecsdeploy.lookup.ReadableNames;
import java.util.Map;
import java.util.Optional;

/** The AWS that a step calls, with what its target adds. */
public final class StepAws {

    private final KnownAws known;
    private final AwsConnection connection;
    private final AwsPrecedence.Decision decision;

    StepAws(KnownAws known, AwsConnection connection, AwsPrecedence.Decision decision) {
        this.known = known;
        this.connection = connection;
        this.decision = decision;
    }

    /** What was decided, with the account if it could be found out. */
    public KnownAws known() {
        return known;
    }

    public AwsConnection connection() {
        return connection;
    }

    /** The tags of the target; the step's own take precedence. */
    public Map<String, String> tags() {
        return decision.tags();
    }

    /** What templates may read from AWS. */
    public ReadableNames readable() {
        return decision.readable();
    }

    /** The same; empty if neither names one. */
    public Optional<String> clusterIfAny(@CheckForNull String named) {
        return decision.cluster(named);
    }

    /**
     * The cluster that the step names, or else its target's default cluster.
     *
     * @param step its name, for the message
     * @throws AbortException if neither names one
     */
    public String cluster(@CheckForNull String named, String step) throws AbortException {
        return clusterIfAny(named)
                .orElseThrow(() -> new AbortException(step + ": cluster is missing." + decision.whyNotDefault()));
    }
}
