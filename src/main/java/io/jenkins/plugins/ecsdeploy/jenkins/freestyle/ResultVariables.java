package io.jenkins.plugins.ecsdeploy.jenkins.freestyle;

import hudson.EnvVars;
import hudson.model.EnvironmentContributingAction;
import hudson.model.InvisibleAction;
import hudson.model.Run;
import java.util.Map;
import java.util.TreeMap;

/** Results of this plugin's build steps, as environment variables of the steps behind them. */
public final class ResultVariables extends InvisibleAction implements EnvironmentContributingAction {

    private final Map<String, String> variables = new TreeMap<>();

    static synchronized ResultVariables of(Run<?, ?> run) {
        ResultVariables known = run.getAction(ResultVariables.class);
        if (known == null) {
            known = new ResultVariables();
            run.addAction(known);
        }
        return known;
    }

    synchronized void putAll(Map<String, String> results) {
        variables.putAll(results);
    }

    @Override
    public synchronized void buildEnvironment(Run<?, ?> run, EnvVars env) {
        env.putAll(variables);
    }
}
