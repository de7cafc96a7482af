package io.jenkins.plugins.ecsdeploy.ecs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What only a text of ECS says: its service events, the reasons of stopped tasks, the reasons of deployments. All texts
 * that anything is decided by are here, each with its source. AWS may change a text: then the log says less, but no
 * outcome changes. The texts of failed calls are in {@link io.jenkins.plugins.ecsdeploy.aws.KnownMessage}, the reasons
 * of failed tasks for which there is advice in {@code watch.diagnosis.FailureKind}.
 */
public enum KnownText {

    /**
     * Service event: tasks were started; group 1 is how many (developer guide, "Amazon ECS service event messages").
     */
    TASKS_STARTED("has started (\\d{1,5}) tasks"),

    /**
     * Service event: it names a cause, and not only what ECS did about it (developer guide, "Amazon ECS service event
     * messages").
     */
    TROUBLE(
            "unable to place|is unhealthy|failed to|was unable to|is unable to|being throttled|not able to|insufficient"),

    /** Service event: the deployment failed, which its outcome says anyway (same page). */
    DEPLOYMENT_FAILED("deployment failed"),

    /**
     * Stopped task: ECS stopped it to scale in or to replace it, so it did not fail (developer guide, "Amazon ECS
     * stopped tasks error messages"; the second text is from users' reports).
     */
    SCALED_OR_REPLACED("^(Scaling activity initiated by|Deployment .* superseded)"),

    /**
     * Stopped task: its load balancer or container health check failed (same page: "Task failed ELB health checks").
     */
    HEALTH_CHECKS("health checks"),

    /**
     * Deployment: a user or another tool asked for its rollback. ECS has no field for that and documents no text; these
     * words are in no other reason that is known.
     */
    ROLLBACK_REQUESTED("\\buser\\b|\\brequest(ed)?\\b|StopServiceDeployment");

    private final Pattern pattern;

    KnownText(String pattern) {
        this.pattern = Pattern.compile(pattern, Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    }

    public boolean isIn(String text) {
        return pattern.matcher(text).find();
    }

    /** The number that the text holds; 0 if this is another text. */
    public int numberIn(String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
    }
}
