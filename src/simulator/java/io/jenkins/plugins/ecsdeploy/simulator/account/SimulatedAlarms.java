package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import java.util.List;

/** Amazon CloudWatch (API version 2010-08-01): DescribeAlarms by name. An alarm that the simulator never heard of exists. */
public final class SimulatedAlarms implements QueryService {

    private final CloudWatchAlarms alarms;

    public SimulatedAlarms(CloudWatchAlarms alarms) {
        this.alarms = alarms;
    }

    @Override
    public String apiVersion() {
        return "2010-08-01";
    }

    @Override
    public String iamPrefix() {
        return "cloudwatch";
    }

    @Override
    public String xmlNamespace() {
        return "http://monitoring.amazonaws.com/doc/2010-08-01/";
    }

    @Override
    public void call(String action, QueryParameters parameters, Caller caller, XmlWriter result) {
        if (!action.equals("DescribeAlarms")) {
            throw AwsError.client(
                    "InvalidAction", "Could not find operation " + action + " for version " + apiVersion());
        }
        List<String> names =
                parameters.list("AlarmNames").stream().filter(alarms::exists).toList();
        result.members(
                "MetricAlarms",
                names,
                (xml, name) -> xml.text("AlarmName", name).text("StateValue", alarms.inAlarm(name) ? "ALARM" : "OK"));
    }
}
