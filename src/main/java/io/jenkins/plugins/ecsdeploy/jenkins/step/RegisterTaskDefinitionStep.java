package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.RegistrationSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerImage;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ContainerOverrides;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.MapParameter;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.OverridesParameter;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.ResourceTag;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.TemplateValue;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.taskdef.change.ContainerOverride;
import io.jenkins.plugins.ecsdeploy.taskdef.change.TaskDefinitionOverrides;
import io.jenkins.plugins.ecsdeploy.taskdef.placeholder.Delimiters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** {@code registerTaskDefinition}: renders a template and registers it, or finds the revision that it already is. */
public final class RegisterTaskDefinitionStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private String template;
    private String templateText;
    private String delimiters;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<ContainerImage> images = new ArrayList<>();

    private ArrayList<TemplateValue> values = new ArrayList<>();
    private ArrayList<ContainerOverrides> overrides = new ArrayList<>();
    private ArrayList<ResourceTag> tags = new ArrayList<>();
    private String from;
    private String family;
    private String taskRoleArn;
    private String executionRoleArn;
    private String cluster;
    private String service;
    private boolean dryRun;

    @DataBoundConstructor
    public RegisterTaskDefinitionStep() {}

    /** A job's XML from before a setting was there leaves its field empty: XStream calls no constructor. */
    private Object readResolve() {
        images = images == null ? new ArrayList<>() : images;
        values = values == null ? new ArrayList<>() : values;
        overrides = overrides == null ? new ArrayList<>() : overrides;
        tags = tags == null ? new ArrayList<>() : tags;
        return this;
    }

    /** Path of the template in the workspace. */
    public String getTemplate() {
        return template;
    }

    @DataBoundSetter
    public void setTemplate(String template) {
        this.template = Util.fixEmptyAndTrim(template);
    }

    /** The template itself; needs no workspace. */
    public String getTemplateText() {
        return templateText;
    }

    @DataBoundSetter
    public void setTemplateText(String templateText) {
        this.templateText = Util.fixEmpty(templateText);
    }

    /** How placeholders are written: the name of a style, or several with commas; null: {@code ${NAME}}. */
    public String getDelimiters() {
        return delimiters;
    }

    @DataBoundSetter
    public void setDelimiters(String delimiters) {
        this.delimiters = Util.fixEmptyAndTrim(delimiters);
    }

    public List<ContainerImage> getImages() {
        return List.copyOf(images);
    }

    @DataBoundSetter
    public void setImages(List<ContainerImage> images) {
        this.images = new ArrayList<>(images);
    }

    public List<TemplateValue> getValues() {
        return List.copyOf(values);
    }

    @DataBoundSetter
    public void setValues(List<TemplateValue> values) {
        this.values = new ArrayList<>(values);
    }

    /** {@code family[:revision]} or an ARN: the registered task definition to start from. */
    public String getFrom() {
        return from;
    }

    @DataBoundSetter
    public void setFrom(String from) {
        this.from = Util.fixEmptyAndTrim(from);
    }

    public List<ContainerOverrides> getOverrides() {
        return overrides == null ? List.of() : List.copyOf(overrides);
    }

    @DataBoundSetter
    public void setOverrides(List<ContainerOverrides> overrides) {
        this.overrides = new ArrayList<>(overrides);
    }

    /** Null: the template's. */
    public String getFamily() {
        return family;
    }

    @DataBoundSetter
    public void setFamily(String family) {
        this.family = Util.fixEmptyAndTrim(family);
    }

    /** Null: the template's. */
    public String getTaskRoleArn() {
        return taskRoleArn;
    }

    @DataBoundSetter
    public void setTaskRoleArn(String taskRoleArn) {
        this.taskRoleArn = Util.fixEmptyAndTrim(taskRoleArn);
    }

    /** Null: the template's. */
    public String getExecutionRoleArn() {
        return executionRoleArn;
    }

    @DataBoundSetter
    public void setExecutionRoleArn(String executionRoleArn) {
        this.executionRoleArn = Util.fixEmptyAndTrim(executionRoleArn);
    }

    public List<ResourceTag> getTags() {
        return tags == null ? List.of() : List.copyOf(tags);
    }

    @DataBoundSetter
    public void setTags(List<ResourceTag> tags) {
        this.tags = new ArrayList<>(tags);
    }

    /** Where {@code service} is; null: the target's. */
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(String cluster) {
        this.cluster = Util.fixEmptyAndTrim(cluster);
    }

    /** The service to compare with; null: the newest active revision is compared with. */
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(String service) {
        this.service = Util.fixEmptyAndTrim(service);
    }

    public boolean isDryRun() {
        return dryRun;
    }

    @DataBoundSetter
    public void setDryRun(boolean dryRun) {
        this.dryRun = dryRun;
    }

    @Override
    public StepOperation operation(Variables variables) throws AbortException {
        if (Stream.of(template, templateText, from).filter(Objects::nonNull).count() != 1) {
            throw new AbortException(
                    StepNames.REGISTER_TASK_DEFINITION + ": name one of template (a file in the workspace),"
                            + " templateText (the template itself) and from (a registered task definition).");
        }
        return new RegisterTaskDefinitionOperation(
                awsSettings().expand(variables),
                new RegistrationSettings(
                        variables.orNull(template),
                        templateText,
                        styles(),
                        variables.orNull(from),
                        Text.map(
                                images,
                                ContainerImage::getContainer,
                                ContainerImage::getImage,
                                variables,
                                StepNames.REGISTER_TASK_DEFINITION,
                                "images"),
                        Text.map(
                                values,
                                TemplateValue::getName,
                                TemplateValue::getValue,
                                variables,
                                StepNames.REGISTER_TASK_DEFINITION,
                                "values"),
                        taskDefinitionOverrides(variables),
                        variables.orNull(cluster),
                        variables.orNull(service),
                        dryRun));
    }

    private Delimiters styles() throws AbortException {
        try {
            return Delimiters.named(delimiters);
        } catch (IllegalArgumentException unknown) {
            throw new AbortException(StepNames.REGISTER_TASK_DEFINITION + ": " + unknown.getMessage());
        }
    }

    private TaskDefinitionOverrides taskDefinitionOverrides(Variables variables) throws AbortException {
        Map<String, ContainerOverride> containers = new LinkedHashMap<>();
        for (ContainerOverrides override : getOverrides()) {
            containers.put(override.getName(), override.expand(variables, StepNames.REGISTER_TASK_DEFINITION));
        }
        return new TaskDefinitionOverrides(
                variables.optional(family),
                variables.optional(taskRoleArn),
                variables.optional(executionRoleArn),
                Text.map(
                        getTags(),
                        ResourceTag::getKey,
                        ResourceTag::getValue,
                        variables,
                        StepNames.REGISTER_TASK_DEFINITION,
                        "tags"),
                Map.of(),
                containers);
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor implements CustomDescribableModel {

        private static final MapParameter IMAGES = new MapParameter("images", "container", "image");
        private static final MapParameter VALUES = new MapParameter("values", "name", "value");
        private static final MapParameter TAGS = new MapParameter("tags", "key", "value");

        @Override
        public String getFunctionName() {
            return StepNames.REGISTER_TASK_DEFINITION;
        }

        @Override
        public String getDisplayName() {
            return "Register an Amazon ECS task definition";
        }

        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            Map<String, Object> lists = new HashMap<>(arguments);
            IMAGES.toList(lists);
            VALUES.toList(lists);
            TAGS.toList(lists);
            OverridesParameter.toList(lists);
            return lists;
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            Map<String, Object> maps = new LinkedHashMap<>(step.getArguments());
            IMAGES.toMap(maps);
            VALUES.toMap(maps);
            TAGS.toMap(maps);
            OverridesParameter.toMap(maps);
            return new UninstantiatedDescribable(step.getSymbol(), step.getKlass(), maps);
        }
    }
}
