package io.jenkins.plugins.ecsdeploy.taskdef;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderNames;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.PlaceholderValues;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.TextRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.read.DescribeServicesOutput;
import io.jenkins.plugins.ecsdeploy.taskdef.read.ForeignFile;
import io.jenkins.plugins.ecsdeploy.taskdef.render.DefinitionRenderer;
import io.jenkins.plugins.ecsdeploy.taskdef.template.FieldPath;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Findings;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Notice;
import io.jenkins.plugins.ecsdeploy.taskdef.template.RenderedObject;
import io.jenkins.plugins.ecsdeploy.taskdef.template.ServiceSchema;
import io.jenkins.plugins.ecsdeploy.taskdef.template.SourceText;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TaskDefinitionTemplateException;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode;
import io.jenkins.plugins.ecsdeploy.taskdef.template.TemplateNode.ObjectValue;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The definition of a service with placeholders, read from JSON or YAML as {@code create-service} takes it or {@code
 * describe-services} prints it. Immutable; rendering is a pure function of its arguments.
 */
public final class ServiceDefinitionTemplate {

    private static final String DOCUMENT = "service definition";
    private static final String NAME = "serviceName";

    /** API reference, CreateService, serviceName. */
    private static final Pattern SERVICE_NAME = Pattern.compile("[A-Za-z0-9_-]{1,255}");

    /**
     * A definition ready to be applied.
     *
     * @param json members of {@code CreateService} in the template's order, each of the schema's type; the caller's own copy.
     *     It holds the values that were put in, which may be secret
     */
    public record Rendered(ObjectNode json, List<Notice> notices) {

        public Rendered {
            notices = List.copyOf(notices);
        }

        /** Without the definition itself, which may hold secrets. */
        @Override
        public String toString() {
            return "Rendered[notices=" + notices.size() + "]";
        }
    }

    private final SourceText source;
    private final TemplateNode read;
    private final ObjectValue root;
    private final Delimiters delimiters;
    private final Findings findings;

    private ServiceDefinitionTemplate(
            SourceText source, TemplateNode read, ObjectValue root, Delimiters delimiters, Findings findings) {
        this.source = source;
        this.read = read;
        this.root = root;
        this.delimiters = delimiters;
        this.findings = findings;
    }

    /**
     * Reads a template.
     *
     * @param fileName the template's name in messages
     * @throws TaskDefinitionTemplateException if the text can't be read to its end. All other faults are reported by {@link
     *     #render}, together with those found there
     */
    public static ServiceDefinitionTemplate parse(
            String fileName, String text, TemplateFormat format, Delimiters delimiters) {
        SourceText source = new SourceText(fileName, text, DOCUMENT);
        Findings findings = new Findings(source);
        TemplateNode read = format.read(source, delimiters, findings);
        Optional<String> foreign = ForeignFile.insteadOfAService(read);
        if (foreign.isPresent()) {
            throw new Findings(source).stop(0, FieldPath.ROOT, foreign.get());
        }
        ObjectValue root = DescribeServicesOutput.service(read, findings);
        return new ServiceDefinitionTemplate(source, read, root, delimiters, findings);
    }

    /** Names of all placeholders, each once, in the template's order. */
    public List<String> placeholders() {
        return List.copyOf(new PlaceholderNames(read, delimiters).placeholders());
    }

    /**
     * Puts in values, and checks the result against the schema.
     *
     * @param input its images and overrides mean nothing here
     * @throws TaskDefinitionTemplateException with all faults: syntax, placeholders without a value, unused values, fields
     *     and types, and what is missing
     */
    public Rendered render(RenderInput input, ServiceSchema schema) {
        Findings found = new Findings(source, findings);
        ObjectValue settable = new DescribeServicesOutput(found, schema.setByEcs()).settable(root);
        PlaceholderValues values = TaskDefinitionTemplate.values(input);
        RenderedObject json = new DefinitionRenderer(new TextRenderer(values, delimiters, found), found, true)
                .render(settable, schema.service());
        values.reportMissing(found);
        if (!values.unused().isEmpty()) {
            new PlaceholderNames(read, delimiters).reportUnused(values.unused(), found);
        }
        check(json, found);
        found.throwIfFaulty();
        return new Rendered(json, found.notices());
    }

    private static void check(RenderedObject json, Findings found) {
        if (!json.has(NAME)) {
            if (!json.isWritten(NAME)) {
                found.fault(json, NAME, "\"" + NAME + "\" is missing: a service needs a name");
            }
        } else if (!SERVICE_NAME.matcher(json.path(NAME).asText()).matches()) {
            found.fault(
                    json,
                    NAME,
                    json.written(NAME) + " is no name of a service: letters, digits, - and _, at most 255 of them");
        }
        if (json.has("launchType") && json.path("capacityProviderStrategy").size() > 0) {
            found.fault(
                    json,
                    "launchType",
                    "ECS takes launchType or capacityProviderStrategy, not both: remove one of them");
        }
        if (json.path("desiredCount").asInt(0) < 0) {
            found.fault(json, "desiredCount", "desiredCount must be 0 or more");
        }
        if (json.has("clientToken")) {
            found.fault(json, "clientToken", "clientToken is the plugin's own, new for each service: remove it");
        }
    }
}
