package io.jenkins.plugins.ecsdeploy.jenkins;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jenkinsci.plugins.structs.describable.CustomDescribableModel;
import org.jenkinsci.plugins.structs.describable.UninstantiatedDescribable;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecrPush}: pushes an image to Amazon ECR or another registry, and gives its digest back. */
public final class EcrPushStep extends OperationStep {

    private static final long serialVersionUID = 1L;

    private final String repository;
    private String image;
    private String archive;
    private String tags;
    private String registry;
    private String registryCredentialsId;

    @DataBoundConstructor
    public EcrPushStep(String repository) {
        this.repository = repository;
    }

    /** Name of the repository, such as {@code shop/web}. */
    public String getRepository() {
        return repository;
    }

    /** An image of the agent's Docker Engine, by tag or id. */
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(String image) {
        this.image = Util.fixEmptyAndTrim(image);
    }

    /** A docker-archive or an OCI layout in the workspace. */
    public String getArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(String archive) {
        this.archive = Util.fixEmptyAndTrim(archive);
    }

    /** The tags, parted by spaces; in a Jenkinsfile a list. */
    public String getTags() {
        return tags;
    }

    @DataBoundSetter
    public void setTags(String tags) {
        this.tags = Util.fixEmptyAndTrim(tags);
    }

    /** Another registry than ECR: {@code host[:port]}, or with its scheme. */
    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(String registry) {
        this.registry = Util.fixEmptyAndTrim(registry);
    }

    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(String registryCredentialsId) {
        this.registryCredentialsId = Util.fixEmptyAndTrim(registryCredentialsId);
    }

    @Override
    Operation operation(UnaryOperator<String> variables) throws AbortException {
        return new EcrPushOperation(
                awsSettings().expand(variables),
                Text.required(Text.expand(repository, variables), "repository", DescriptorImpl.NAME),
                source(variables),
                ListParameter.parts(Text.expand(tags, variables)),
                Text.expand(registry, variables),
                Text.expand(registryCredentialsId, variables));
    }

    private PushSource source(UnaryOperator<String> variables) throws AbortException {
        if ((image == null) == (archive == null)) {
            throw new AbortException(DescriptorImpl.NAME
                    + ": name either image (of the agent's Docker Engine) or archive (a file in the workspace).");
        }
        return image != null
                ? new PushSource.EngineImage(variables.apply(image))
                : new PushSource.Archive(variables.apply(archive));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor implements CustomDescribableModel {

        static final String NAME = "ecrPush";

        private static final ListParameter TAGS = new ListParameter("tags");

        @Override
        public String getFunctionName() {
            return NAME;
        }

        @Override
        public String getDisplayName() {
            return "Push an image to Amazon ECR";
        }

        @Override
        public Map<String, Object> customInstantiate(Map<String, Object> arguments) {
            Map<String, Object> texts = new HashMap<>(arguments);
            TAGS.toText(texts);
            return texts;
        }

        @Override
        public UninstantiatedDescribable customUninstantiate(UninstantiatedDescribable step) {
            Map<String, Object> lists = new LinkedHashMap<>(step.getArguments());
            TAGS.toList(lists);
            return new UninstantiatedDescribable(step.getSymbol(), step.getKlass(), lists);
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return CredentialChoices.usernamePassword(item, registryCredentialsId);
        }
    }
}
