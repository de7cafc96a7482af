package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.FormChecks;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerImage;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerOverrides;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.MapEntry;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.NamedValue;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.TemplateSettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.taskdef.TaskDefinitionTemplate;
import io.jenkins.plugins.ecsdeploy.taskdef.change.ContainerOverride;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code registerTaskDefinition}: renders a template and registers it, or finds the revision that has this content. */
public final class RegisterTaskDefinitionStep extends OptionalServiceStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.REGISTER_TASK_DEFINITION;

    private @CheckForNull String template;
    private @CheckForNull String templateText;
    private @CheckForNull String delimiters;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<ContainerImage> images = new ArrayList<>();

    private @CheckForNull String imageDefinitions;
    private ArrayList<NamedValue> values = new ArrayList<>();
    private ArrayList<ContainerOverrides> overrides = new ArrayList<>();
    private ArrayList<ResourceTag> tags = new ArrayList<>();

    private @CheckForNull String from;
    private @CheckForNull String family;
    private @CheckForNull String taskRoleArn;
    private @CheckForNull String executionRoleArn;
    private boolean dryRun;

    /** If a service is named, its revision is compared with; else the newest active revision of the family. */
    @DataBoundConstructor
    public RegisterTaskDefinitionStep() {}

    /** Path of the template in the workspace. */
    @CheckForNull
    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(@CheckForNull String template) {
        this.template = Text.blankToNull(template);
    }

    /** The template itself; needs no workspace. */
    @CheckForNull
    public String getTemplateText() {
        return templateText;
    }

    @DataBoundSetter
    public void setTemplateText(@CheckForNull String templateText) {
        this.templateText = Text.blankToNull(templateText) == null ? null : templateText;
    }

    /** How placeholders are written: the name of a style, or several with commas; null: {@code ${NAME}}. */
    @CheckForNull
    public String getDelimiters() {
        return delimiters;
    }

    @DataBoundSetter
    public void setDelimiters(@CheckForNull String delimiters) {
        this.delimiters = Text.blankToNull(delimiters);
    }

    public List<ContainerImage> getImages() {
        return List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(List<ContainerImage> images) {
        this.images = new ArrayList<>(images);
    }

    /** Path in the workspace of CodePipeline's {@code imagedefinitions.json} or {@code imageDetail.json}. */
    @CheckForNull
    public String getImageDefinitions() {
        return imageDefinitions;
    }

    @DataBoundSetter
    public void setImageDefinitions(@CheckForNull String imageDefinitions) {
        this.imageDefinitions = Text.blankToNull(imageDefinitions);
    }

    public List<NamedValue> getValues() {
        return List.copyOf(values);
    }

    @DataBoundSetter
    public void setValues(List<NamedValue> values) {
        this.values = new ArrayList<>(values);
    }

    /** {@code family[:revision]} or an ARN: the registered task definition to start from. */
    @CheckForNull
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(@CheckForNull String from) {
        this.from = Text.blankToNull(from);
    }

    public List<ContainerOverrides> getOverrides() {
        return List.copyOf(overrides);
    }

    @DataBoundSetter
    public void setOverrides(List<ContainerOverrides> overrides) {
        this.overrides = new ArrayList<>(overrides);
    }

    /** Null: the template's. */
    @CheckForNull
    public String getFamily() {
        return family;
    }

    @DataBoundSetter
    public void setFamily(@CheckForNull String family) {
        this.family = Text.blankToNull(family);
    }

    /** Null: the template's. */
    @CheckForNull
    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(@CheckForNull String taskRoleArn) {
        this.taskRoleArn = Text.blankToNull(taskRoleArn);
    }

    /** Null: the template's. */
    @CheckForNull
    public String getExecutionRoleArn() {
        return executionRoleArn;
    }

    @DataBoundSetter
    public void setExecutionRoleArn(@CheckForNull String executionRoleArn) {
        this.executionRoleArn = Text.blankToNull(executionRoleArn);
    }

    public List<ResourceTag> getTags() {
        return List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(List<ResourceTag> tags) {
        this.tags = new ArrayList<>(tags);
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        if (Stream.of(template, templateText, from).filter(Objects::nonNull).count() != 1) {
            throw new AbortException(STEP + ": name one of template (a file in the workspace),"
                    + " templateText (the template itself) and from (a registered task definition).");
        }
        return new RegisterTaskDefinitionOperation(new RegisterTaskDefinitionOperation.Settings(
                service(variables, STEP),
                variables.optional(template),
                Optional.ofNullable(templateText),
                TemplateSettings.delimiters(STEP, delimiters),
                variables.optional(from),
                MapEntry.map(images, variables, STEP, "images"),
                variables.optional(imageDefinitions),
                MapEntry.map(values, variables, STEP, "values"),
                taskDefinitionOverrides(variables),
                dryRun));
    }

    private TaskDefinitionOverrides taskDefinitionOverrides(Variables variables) throws AbortException {
        Map<String, ContainerOverride> containers = new LinkedHashMap<>();
        for (ContainerOverrides override : getOverrides()) {
            containers.put(override.getName(), override.expand(variables, STEP));
        }
        return new TaskDefinitionOverrides(
                variables.optional(family),
                variables.optional(taskRoleArn),
                variables.optional(executionRoleArn),
                MapEntry.map(tags, variables, STEP, "tags"),
                Map.of(),
                containers);
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: register a task definition";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** Checks the texts alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTemplate(
                @QueryParameter String value, @QueryParameter String templateText, @QueryParameter String from) {
            long given = Stream.of(value, templateText, from)
                    .filter(text -> Text.blankToNull(text) != null)
                    .count();
            return given == 1
                    ? FormValidation.ok()
                    : FormValidation.error(
                            (given == 0 ? "Name one" : "Name only one")
                                    + " of a template in the workspace, the template itself, and a registered task definition.");
        }

        /** Checks the texts alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTemplateText(@QueryParameter String value, @QueryParameter String delimiters) {
            return TemplateSettings.checkText( // lgtm[jenkins/no-permission-check]
                    value,
                    delimiters,
                    (text, format, styles) -> TaskDefinitionTemplate.parse("templateText", text, format, styles));
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckDelimiters(@QueryParameter String value) {
            return TemplateSettings.checkDelimiters(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckFrom(@QueryParameter String value) {
            return NameSyntax.TASK_DEFINITION.check(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTaskRoleArn(@QueryParameter String value) {
            return FormChecks.taskRole(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckExecutionRoleArn(@QueryParameter String value) {
            return FormChecks.taskRole(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
