package io.jenkins.plugins.ecsdeploy.jenkins.step.setup;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.MapEntry;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.NamedValue;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.TemplateSettings;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStep;
import io.jenkins.plugins.ecsdeploy.jenkins.step.EcsStepDescriptor;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.taskdef.ServiceDefinitionTemplate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code applyService}: creates a service from its definition, or updates what differs. */
public final class ApplyServiceStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.APPLY_SERVICE;

    private @CheckForNull String definition;
    private @CheckForNull String definitionText;
    private @CheckForNull String delimiters;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<NamedValue> values = new ArrayList<>();

    private @CheckForNull String taskDefinition;
    private @CheckForNull String cluster;
    private ArrayList<String> ignore = new ArrayList<>();
    private boolean dryRun;

    @DataBoundConstructor
    public ApplyServiceStep() {}

    /** Path of the definition in the workspace. */
    @CheckForNull
    public String getDefinition() {
        return definition;
    }

    @DataBoundSetter
    public void setDefinition(@CheckForNull String definition) {
        this.definition = Text.blankToNull(definition);
    }

    /** The definition itself; needs no workspace. */
    @CheckForNull
    public String getDefinitionText() {
        return definitionText;
    }

    @DataBoundSetter
    public void setDefinitionText(@CheckForNull String definitionText) {
        this.definitionText = Text.blankToNull(definitionText) == null ? null : definitionText;
    }

    /** How placeholders are written; null: {@code ${NAME}}. */
    @CheckForNull
    public String getDelimiters() {
        return delimiters;
    }

    @DataBoundSetter
    public void setDelimiters(@CheckForNull String delimiters) {
        this.delimiters = Text.blankToNull(delimiters);
    }

    public List<NamedValue> getValues() {
        return List.copyOf(values);
    }

    @DataBoundSetter
    public void setValues(List<NamedValue> values) {
        this.values = new ArrayList<>(values);
    }

    /** Instead of the definition's; null: as it says. */
    @CheckForNull
    public String getTaskDefinition() {
        return taskDefinition;
    }

    @DataBoundSetter
    public void setTaskDefinition(@CheckForNull String taskDefinition) {
        this.taskDefinition = Text.blankToNull(taskDefinition);
    }

    /** Null: the definition's, else the target's. */
    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    /** Members that an existing service keeps. */
    public List<String> getIgnore() {
        return List.copyOf(ignore);
    }

    /** @param ignore each may hold several, separated by blanks: the form has one text field */
    @DataBoundSetter
    public void setIgnore(List<String> ignore) {
        this.ignore = new ArrayList<>(Text.words(ignore));
    }

    /** The members as one text, for the form. */
    public String getIgnoreText() {
        return String.join(" ", ignore);
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
        if ((definition == null) == (definitionText == null)) {
            throw new AbortException(STEP + ": name either definition (a file in the workspace) or definitionText (the"
                    + " definition itself).");
        }
        return new ApplyServiceOperation(new ApplyServiceOperation.Settings(
                aws(variables),
                variables.optional(definition),
                Optional.ofNullable(definitionText),
                TemplateSettings.delimiters(STEP, delimiters),
                MapEntry.map(values, variables, STEP, "values"),
                variables.optional(taskDefinition),
                variables.optional(cluster),
                new LinkedHashSet<>(Text.words(variables.all(ignore))),
                dryRun));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: create or update a service from its definition";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** Checks the texts alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckDefinition(@QueryParameter String value, @QueryParameter String definitionText) {
            boolean file = Text.blankToNull(value) != null;
            boolean text = Text.blankToNull(definitionText) != null;
            return file != text
                    ? FormValidation.ok()
                    : FormValidation.error((file ? "Name only one" : "Name one")
                            + " of a definition in the workspace and the definition itself.");
        }

        /** Checks the texts alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckDefinitionText(@QueryParameter String value, @QueryParameter String delimiters) {
            return TemplateSettings.checkText( // lgtm[jenkins/no-permission-check]
                    value,
                    delimiters,
                    (text, format, styles) -> ServiceDefinitionTemplate.parse("definitionText", text, format, styles));
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckDelimiters(@QueryParameter String value) {
            return TemplateSettings.checkDelimiters(value); // lgtm[jenkins/no-permission-check]
        }
    }
}
