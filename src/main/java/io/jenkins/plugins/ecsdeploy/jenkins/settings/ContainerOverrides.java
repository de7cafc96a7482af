package io.jenkins.plugins.ecsdeploy.jenkins.settings;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.json.JsonMapper;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.AbstractDescribableImpl;
import hudson.util.FormValidation;
import io.jenkins.plugins.ecsdeploy.jenkins.SettingDescriptor;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.script.WrittenAsMap;
import io.jenkins.plugins.ecsdeploy.taskdef.change.ContainerOverride;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/**
 * What one container gets instead of what the template says. In a Jenkinsfile: an entry of
 * {@code overrides: [web: [environment: [STAGE: 'test']]]}, or {@code container(name: 'web', …)} if no other plugin
 * has a step called {@code container} (the Kubernetes plugin has).
 */
@WrittenAsMap
public final class ContainerOverrides extends AbstractDescribableImpl<ContainerOverrides> implements Serializable {

    private static final long serialVersionUID = 1L;

    private static final JsonMapper JSON = new JsonMapper();

    private final String name;
    /** ArrayLists, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<NamedValue> environment = new ArrayList<>();

    private ArrayList<NamedValue> secrets = new ArrayList<>();
    private ArrayList<NamedValue> logOptions = new ArrayList<>();

    private @CheckForNull ArrayList<String> command;
    private @CheckForNull Integer cpu;
    private @CheckForNull Integer memory;

    @DataBoundConstructor
    public ContainerOverrides(@CheckForNull String name) {
        this.name = Text.orDefault(name, "");
    }

    /** Name of the container. */
    public String getName() {
        return name;
    }

    public List<NamedValue> getEnvironment() {
        return List.copyOf(environment);
    }

    @DataBoundSetter
    public void setEnvironment(List<NamedValue> environment) {
        this.environment = new ArrayList<>(environment);
    }

    /** Names of variables, with the ARN of the secret or parameter as in {@code valueFrom}. */
    public List<NamedValue> getSecrets() {
        return List.copyOf(secrets);
    }

    @DataBoundSetter
    public void setSecrets(List<NamedValue> secrets) {
        this.secrets = new ArrayList<>(secrets);
    }

    public List<NamedValue> getLogOptions() {
        return List.copyOf(logOptions);
    }

    @DataBoundSetter
    public void setLogOptions(List<NamedValue> logOptions) {
        this.logOptions = new ArrayList<>(logOptions);
    }

    /** Null: as in the template. Empty: the image's own. */
    @CheckForNull
    public List<String> getCommand() {
        return command == null ? null : List.copyOf(command);
    }

    /** @param command the words; from the form's one text field, a JSON list as in a Dockerfile's CMD */
    @DataBoundSetter
    public void setCommand(@CheckForNull List<String> command) {
        this.command = command(command);
    }

    /** The command as one text, for the form. */
    public String getCommandText() {
        return commandText(command);
    }

    /**
     * A command from a script or a form: the words, or one text that is a JSON list of them.
     *
     * @return null if there is none
     */
    @CheckForNull
    public static ArrayList<String> command(@CheckForNull List<String> given) {
        if (given == null || (given.size() == 1 && given.get(0).isBlank())) {
            return null;
        }
        return new ArrayList<>(given.size() == 1 ? words(given.get(0)).orElse(given) : given);
    }

    /** The same as one text. */
    public static String commandText(@CheckForNull List<String> command) {
        try {
            return command == null ? "" : JSON.writeValueAsString(command);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** CPU units; null: as in the template. */
    @CheckForNull
    public Integer getCpu() {
        return cpu;
    }

    @DataBoundSetter
    public void setCpu(@CheckForNull Integer cpu) {
        this.cpu = cpu;
    }

    /** MiB; null: as in the template. */
    @CheckForNull
    public Integer getMemory() {
        return memory;
    }

    @DataBoundSetter
    public void setMemory(@CheckForNull Integer memory) {
        this.memory = memory;
    }

    public ContainerOverride expand(Variables variables, String step) throws AbortException {
        String of = "overrides for container " + name + ", ";
        return new ContainerOverride(
                MapEntry.map(environment, variables, step, of + "environment"),
                MapEntry.map(secrets, variables, step, of + "secrets"),
                Optional.ofNullable(command).map(variables::all),
                cpu == null ? OptionalInt.empty() : OptionalInt.of(cpu),
                memory == null ? OptionalInt.empty() : OptionalInt.of(memory),
                MapEntry.map(logOptions, variables, step, of + "logOptions"));
    }

    /** The words of a JSON list of texts; empty if the text is not such a list. */
    public static Optional<List<String>> words(String text) {
        if (!text.strip().startsWith("[")) {
            return Optional.empty();
        }
        try {
            return Optional.of(JSON.readValue(text, new TypeReference<List<String>>() {}));
        } catch (JsonProcessingException noList) {
            return Optional.empty();
        }
    }

    @Extension
    @Symbol("container")
    public static final class DescriptorImpl extends SettingDescriptor<ContainerOverrides> {

        @Override
        public String getDisplayName() {
            return "Overrides of a container";
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckCommand(@QueryParameter String value) {
            return value == null || value.isBlank() || words(value).isPresent()
                    ? FormValidation.ok()
                    : FormValidation.warning(
                            "Not a JSON list, so it is the name of one program. Write [\"sh\", \"-c\", \"...\"].");
        }
    }
}
