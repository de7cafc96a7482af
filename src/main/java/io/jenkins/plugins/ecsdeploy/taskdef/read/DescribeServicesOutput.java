package io.jenkins.plugins.ecsdeploy.taskdef.read;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ListValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.Member;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.TextValue;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Turns what {@code aws ecs describe-services} (or create-service, update-service) prints into a service's definition:
 * unwraps it, keeps what CreateService takes, and leaves out what only ECS sets. Anything else is returned unchanged.
 */
public final class DescribeServicesOutput {

    private static final String CLUSTER = "cluster";

    /** Of a service, DescribeServices shows these in its deployments only (API reference, Service and Deployment). */
    private static final List<String> OF_A_DEPLOYMENT =
            List.of("serviceConnectConfiguration", "volumeConfigurations", "vpcLatticeConfigurations");

    private final Findings findings;
    private final Set<String> setByEcs;

    /** @param setByEcs the members that only ECS sets */
    public DescribeServicesOutput(Findings findings, Set<String> setByEcs) {
        this.findings = findings;
        this.setByEcs = setByEcs;
    }

    /** The object that holds the service: the file itself, or what is in its {@code services} or {@code service}. */
    public static ObjectValue service(TemplateNode read, Findings findings) {
        TemplateNode value = read;
        if (value instanceof ObjectValue root && root.member("services") != null) {
            value = notNull(root.get("services"), root);
        } else if (value instanceof ObjectValue root && root.get("service") instanceof ObjectValue inner) {
            value = inner;
        }
        if (value instanceof ListValue list) {
            if (list.elements().size() != 1) {
                throw findings.stop(
                        list.offset(),
                        FieldPath.ROOT,
                        "the file holds " + list.elements().size()
                                + " services; applyService takes one: keep that one");
            }
            value = list.elements().get(0);
        }
        if (value instanceof ObjectValue object) {
            return object;
        }
        throw findings.stop(
                value.offset(), FieldPath.ROOT, "a service's definition is an object, but this is " + value.kind());
    }

    private static TemplateNode notNull(@CheckForNull TemplateNode value, ObjectValue root) {
        return value == null ? root : value;
    }

    /** Without the members that only ECS sets; what they say of the definition is kept. */
    public ObjectValue settable(ObjectValue service) {
        List<Member> kept = new ArrayList<>();
        List<Member> added = new ArrayList<>();
        Set<String> dropped = new LinkedHashSet<>();
        int firstOffset = -1;
        for (Member member : service.members()) {
            String name = apiName(member);
            if (!setByEcs.contains(name)) {
                kept.add(member);
                continue;
            }
            firstOffset = firstOffset < 0 ? member.name().offset() : firstOffset;
            dropped.add(member.name().text());
            if (name.equals("clusterArn") && service.member(CLUSTER) == null) {
                added.add(new Member(TextValue.literal(member.name().offset(), CLUSTER), member.value()));
            } else if (name.equals("deployments")) {
                added.addAll(ofPrimary(member.value(), service));
            }
        }
        if (dropped.isEmpty()) {
            return service;
        }
        findings.notice(
                firstOffset, FieldPath.ROOT, "left out fields that only ECS sets: " + String.join(", ", dropped));
        kept.addAll(added);
        return new ObjectValue(service.offset(), kept);
    }

    private static List<Member> ofPrimary(TemplateNode deployments, ObjectValue service) {
        List<Member> found = new ArrayList<>();
        if (deployments instanceof ListValue list) {
            for (TemplateNode each : list.elements()) {
                if (each instanceof ObjectValue deployment
                        && deployment.get("status") instanceof TextValue status
                        && status.text().equals("PRIMARY")) {
                    OF_A_DEPLOYMENT.stream()
                            .filter(name -> service.member(name) == null)
                            .map(deployment::member)
                            .filter(member -> member != null)
                            .forEach(found::add);
                }
            }
        }
        return found;
    }

    private static String apiName(Member member) {
        String name = member.name().text();
        return name.isEmpty() || !member.name().isLiteral()
                ? ""
                : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
