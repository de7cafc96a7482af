package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import io.jenkins.plugins.ecsdeploy.taskdef.Delimiters;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
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

    @DataBoundConstructor
    public RegisterTaskDefinitionStep() {}

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

    /** How placeholders are written: one name of a style or several; {@code shell} where none is given. */
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

    @Override
    Operation operation(UnaryOperator<String> variables) throws AbortException {
        if ((template == null) == (templateText == null)) {
            throw new AbortException(DescriptorImpl.NAME
                    + ": name either template (a file in the workspace) or templateText (the template itself).");
        }
        Map<String, String> imagesByContainer = new LinkedHashMap<>();
        images.forEach(image -> imagesByContainer.put(image.getContainer(), variables.apply(image.getImage())));
        Map<String, String> valuesByName = new LinkedHashMap<>();
        values.forEach(value -> valuesByName.put(value.getName(), variables.apply(value.getValue())));
        return new RegisterTaskDefinitionOperation(
                awsSettings().expand(variables),
                Text.expand(template, variables),
                templateText,
                styles(),
                imagesByContainer,
                valuesByName);
    }

    private Delimiters styles() throws AbortException {
        try {
            return Delimiters.named(delimiters);
        } catch (IllegalArgumentException unknown) {
            throw new AbortException(DescriptorImpl.NAME + ": " + unknown.getMessage());
        }
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor implements CustomDescribableModel {

        static final String NAME = "registerTaskDefinition";

        private static final MapParameter IMAGES = new MapParameter("images", "container", "image");
        private static final MapParameter VALUES = new MapParameter("values", "name", "value");

        @Override
        public String getFunctionName() {
            return NAME;
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
            return lists;
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            Map<String, Object> maps = new LinkedHashMap<>(step.getArguments());
            IMAGES.toMap(maps);
            VALUES.toMap(maps);
            return new UninstantiatedDescribable(step.getSymbol(), step.getKlass(), maps);
        }
    }
}
