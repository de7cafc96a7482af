package io.jenkins.plugins.ecsdeploy.simulator.account;

import io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError;
import io.jenkins.plugins.ecsdeploy.simulator.wire.Caller;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryParameters;
import io.jenkins.plugins.ecsdeploy.simulator.wire.QueryService;
import io.jenkins.plugins.ecsdeploy.simulator.wire.XmlWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Amazon EC2 (API version 2016-11-15): DescribeSubnets and DescribeSecurityGroups, by a filter of ids. */
public final class SimulatedEc2 implements QueryService {

    private final Surroundings account;

    public SimulatedEc2(Surroundings account) {
        this.account = account;
    }

    @Override
    public String apiVersion() {
        return "2016-11-15";
    }

    @Override
    public String iamPrefix() {
        return "ec2";
    }

    @Override
    public String xmlNamespace() {
        return "http://ec2.amazonaws.com/doc/2016-11-15/";
    }

    /** EC2's own dialect of the Query protocol: no element for the result, lists of {@code item}. */
    @Override
    public boolean isBare() {
        return true;
    }

    @Override
    public void call(String action, QueryParameters parameters, Caller caller, XmlWriter result) {
        switch (action) {
            case "DescribeSubnets" ->
                list(result, "subnetSet", "subnetId", found(parameters, "subnet-id", account::findSubnet));
            case "DescribeSecurityGroups" ->
                list(result, "securityGroupInfo", "groupId", found(parameters, "group-id", account::findSecurityGroup));
            default ->
                throw AwsError.client("InvalidAction", "The action " + action + " is not valid for this web service.");
        }
    }

    private static List<Surroundings.InVpc> found(
            QueryParameters parameters, String filter, Function<String, Optional<Surroundings.InVpc>> finder) {
        if (!parameters.require("Filter.1.Name").equals(filter)) {
            throw AwsError.client("InvalidParameterValue", "The simulator filters by " + filter + " only.");
        }
        List<Surroundings.InVpc> found = new ArrayList<>();
        for (int n = 1; parameters.get("Filter.1.Value." + n).isPresent(); n++) {
            finder.apply(parameters.require("Filter.1.Value." + n)).ifPresent(found::add);
        }
        return found;
    }

    private static void list(XmlWriter result, String name, String id, List<Surroundings.InVpc> found) {
        result.element(
                name,
                set -> found.forEach(one -> set.element(
                        "item",
                        item -> item.text(id, one.id())
                                .text("vpcId", one.vpc())
                                .text("availabilityZone", one.zone().isEmpty() ? null : one.zone()))));
    }
}
