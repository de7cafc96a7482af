package io.jenkins.plugins.ecsdeploy.jenkins.step;

import hudson.AbortException;
import hudson.Extension;
import hudson.Util;
import hudson.model.Item;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.agent.EcrPushRequest;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.CredentialChoices;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.RepositorySettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
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
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<String> tags = new ArrayList<>();

    private ArrayList<String> cacheFrom = new ArrayList<>();

    /** Null: yes. */
    private Boolean learnLayers;

    private boolean createRepository;
    private RepositorySettings repositorySettings;
    private String registry;
    private String registryCredentialsId;

    @DataBoundConstructor
    public EcrPushStep(String repository) {
        this.repository = repository;
    }

    /** A job's XML from before a setting was there leaves its field empty: XStream calls no constructor. */
    private Object readResolve() {
        tags = tags == null ? new ArrayList<>() : tags;
        cacheFrom = cacheFrom == null ? new ArrayList<>() : cacheFrom;
        return this;
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

    public List<String> getTags() {
        return List.copyOf(tags);
    }

    /** @param tags may hold several in one, separated by blanks: the form has one text field, and no tag has blanks */
    @DataBoundSetter
    public void setTags(List<String> tags) {
        this.tags = new ArrayList<>(single(tags.stream()));
    }

    /** The tags as one text, for the form. */
    public String getTagsText() {
        return String.join(" ", tags);
    }

    /** Images of the registry whose layers need not be sent again, besides what the tags name so far. */
    public List<String> getCacheFrom() {
        return List.copyOf(cacheFrom);
    }

    /** @param cacheFrom may hold several in one, as {@link #setTags} */
    @DataBoundSetter
    public void setCacheFrom(List<String> cacheFrom) {
        this.cacheFrom = new ArrayList<>(single(cacheFrom.stream()));
    }

    /** As one text, for the form. */
    public String getCacheFromText() {
        return String.join(" ", cacheFrom);
    }

    /** Whether layers that an image of the registry names are taken from there. */
    public boolean isLearnLayers() {
        return !Boolean.FALSE.equals(learnLayers);
    }

    @DataBoundSetter
    public void setLearnLayers(boolean learnLayers) {
        this.learnLayers = learnLayers ? null : Boolean.FALSE;
    }

    public boolean isCreateRepository() {
        return createRepository;
    }

    @DataBoundSetter
    public void setCreateRepository(boolean createRepository) {
        this.createRepository = createRepository;
    }

    /** Of the repository that is created; null: as ECR creates one. */
    public RepositorySettings getRepositorySettings() {
        return repositorySettings;
    }

    @DataBoundSetter
    public void setRepositorySettings(RepositorySettings repositorySettings) {
        this.repositorySettings = repositorySettings;
    }

    /** Another registry than the region's ECR: {@code host[:port]}, or with its scheme. */
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
    public StepOperation operation(Variables variables) throws AbortException {
        return new EcrPushOperation(
                awsSettings().expand(variables),
                new EcrPushRequest(
                        Text.required(variables.orNull(repository), "repository", StepNames.ECR_PUSH),
                        source(variables),
                        single(tags.stream().map(variables::expand)),
                        variables.optional(registry),
                        variables.optional(registryCredentialsId),
                        newRepository(variables),
                        new PushOptions(
                                isLearnLayers(), single(cacheFrom.stream().map(variables::expand)))));
    }

    private Optional<io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings> newRepository(Variables variables)
            throws AbortException {
        if (createRepository && repositorySettings == null) {
            return Optional.of(io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings.DEFAULT);
        }
        if (createRepository) {
            try {
                return Optional.of(repositorySettings.settings(variables));
            } catch (EcsDeployException wrong) {
                throw new AbortException(StepNames.ECR_PUSH + ": repositorySettings: " + wrong.getMessage());
            }
        }
        if (repositorySettings != null) {
            throw new AbortException(StepNames.ECR_PUSH
                    + ": repositorySettings are those of a repository that the step creates: add createRepository: true,"
                    + " or leave them out.");
        }
        return Optional.empty();
    }

    private static List<String> single(Stream<String> tags) {
        return tags.flatMap(tag -> Arrays.stream(tag.split("\\s+")))
                .filter(tag -> !tag.isEmpty())
                .toList();
    }

    private PushSource source(Variables variables) throws AbortException {
        if ((image == null) == (archive == null)) {
            throw new AbortException(StepNames.ECR_PUSH
                    + ": name either image (of the agent's Docker Engine) or archive (a file in the workspace).");
        }
        return image != null
                ? new PushSource.EngineImage(variables.expand(image))
                : new PushSource.Archive(variables.expand(archive));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        @Override
        public String getFunctionName() {
            return StepNames.ECR_PUSH;
        }

        @Override
        public String getDisplayName() {
            return "Push an image to Amazon ECR";
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return CredentialChoices.usernamePassword(item, registryCredentialsId);
        }
    }
}
