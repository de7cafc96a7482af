package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.model.AbstractDescribableImpl;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.update.request.Alarms;
import io.jenkins.plugins.ecsdeploy.update.request.Strategy;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundSetter;

/** How the service deploys, as a step names it: {@code strategy: blueGreen(bakeMinutes: 5)}. */
public abstract sealed class DeploymentStrategy extends AbstractDescribableImpl<DeploymentStrategy>
        implements Serializable
        permits BlueGreenStrategy, CanaryStrategy, CodeDeployStrategy, LinearStrategy, RollingStrategy {

    private static final long serialVersionUID = 1L;

    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<String> alarms = new ArrayList<>();

    /** Null: yes. */
    private @CheckForNull Boolean rollbackOnAlarm;

    /** Names of CloudWatch alarms; empty: as the service is set. */
    public List<String> getAlarms() {
        return List.copyOf(alarms);
    }

    /** @param alarms each may hold several, one a line: the form has one text area */
    @DataBoundSetter
    public void setAlarms(List<String> alarms) {
        this.alarms = new ArrayList<>(Text.lines(alarms));
    }

    /** The alarms as one text, for the form. */
    public String getAlarmsText() {
        return String.join("\n", alarms);
    }

    /** Whether ECS rolls back if an alarm goes off; otherwise it only stops the deployment. */
    public boolean isRollbackOnAlarm() {
        return !Boolean.FALSE.equals(rollbackOnAlarm);
    }

    @DataBoundSetter
    public void setRollbackOnAlarm(boolean rollbackOnAlarm) {
        this.rollbackOnAlarm = rollbackOnAlarm ? null : Boolean.FALSE;
    }

    /** @throws io.jenkins.plugins.ecsdeploy.EcsDeployException if a setting is out of its bounds */
    public abstract Strategy strategy(Variables variables);

    final Optional<Alarms> alarms(Variables variables) {
        return Alarms.of(variables.all(alarms), isRollbackOnAlarm());
    }
}
