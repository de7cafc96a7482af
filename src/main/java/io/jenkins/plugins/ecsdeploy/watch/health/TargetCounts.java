package io.jenkins.plugins.ecsdeploy.watch.health;

/**
 * The targets of a service, as its load balancers see them.
 *
 * @param healthy how many are healthy
 * @param checked how many there are that are checked: neither draining nor of an idle target group
 * @param trouble what is wrong with some of the others, one line; empty if nothing is
 */
public record TargetCounts(int healthy, int checked, String trouble) {

    public boolean areAllHealthy() {
        return healthy == checked;
    }
}
