package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.cloudwatch.CloudWatchAlarms;
import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Amazon CloudWatch (API version 2010-08-01): DescribeAlarms by name (an alarm that the simulator never heard of exists), and
 * GetMetricStatistics of the vCPUs that Fargate tasks use. Other metrics have no data points.
 */
public final class SimulatedCloudWatch implements QueryService {

    /** What usage metrics are aggregated over (CloudWatch user guide, "AWS usage metrics"). */
    private static final Duration EVERY = Duration.ofMinutes(5);

    private final CloudWatchAlarms alarms;
    private final Surroundings account;

    public SimulatedCloudWatch(CloudWatchAlarms alarms, Surroundings account) {
        this.alarms = alarms;
        this.account = account;
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
        switch (action) {
            case "DescribeAlarms" -> describeAlarms(parameters, result);
            case "GetMetricStatistics" -> getMetricStatistics(parameters, result);
            default ->
                throw AwsError.client(
                        "InvalidAction", "Could not find operation " + action + " for version " + apiVersion());
        }
    }

    private void describeAlarms(QueryParameters parameters, XmlWriter result) {
        List<String> names =
                parameters.list("AlarmNames").stream().filter(alarms::exists).toList();
        result.members(
                "MetricAlarms",
                names,
                (xml, name) -> xml.text("AlarmName", name).text("StateValue", alarms.inAlarm(name) ? "ALARM" : "OK"));
    }

    private void getMetricStatistics(QueryParameters parameters, XmlWriter result) {
        Instant from = time(parameters, "StartTime");
        Instant to = time(parameters, "EndTime");
        if (!from.isBefore(to)) {
            throw AwsError.client(
                    "InvalidParameterCombination", "The parameter StartTime must be less than the parameter EndTime.");
        }
        String statistic = parameters.list("Statistics").stream()
                .findFirst()
                .orElseThrow(() -> AwsError.client(
                        "MissingParameter", "The parameter Statistics or ExtendedStatistics is required."));
        String metric = parameters.require("MetricName");
        Map<String, String> dimensions = new TreeMap<>();
        parameters.structures("Dimensions").forEach(one -> dimensions.put(one.require("Name"), one.require("Value")));
        Optional<Double> value = parameters.require("Namespace").equals("AWS/Usage")
                        && metric.equals("ResourceCount")
                        && "Fargate".equals(dimensions.get("Service"))
                ? account.findFargateVcpus(dimensions.getOrDefault("Class", ""))
                : Optional.empty();
        result.text("Label", metric);
        result.members(
                "Datapoints",
                value.map(List::of).orElse(List.of()),
                (xml, vcpus) -> xml.text("Timestamp", to.minus(EVERY).truncatedTo(ChronoUnit.MINUTES))
                        .text(statistic, vcpus)
                        .text("Unit", "None"));
    }

    private static Instant time(QueryParameters parameters, String name) {
        try {
            return Instant.parse(parameters.require(name));
        } catch (DateTimeParseException noTime) {
            throw AwsError.client(
                    "InvalidParameterValue",
                    "Value (" + parameters.require(name) + ") for parameter " + name
                            + " is invalid. Must be a timestamp in ISO 8601 format");
        }
    }
}
