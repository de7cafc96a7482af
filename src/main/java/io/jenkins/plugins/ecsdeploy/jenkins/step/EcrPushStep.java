package io.jenkins.plugins.ecsdeploy.jenkins.step;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.AbortException;
import hudson.Extension;
import hudson.model.Item;
import hudson.util.FormValidation;
import hudson.util.ListBoxModel;
import io.jenkins.plugins.ecsdeploy.EcsDeployException;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRepositorySettings;
import io.jenkins.plugins.ecsdeploy.image.ImageReference;
import io.jenkins.plugins.ecsdeploy.jenkins.NameSyntax;
import io.jenkins.plugins.ecsdeploy.jenkins.StepOperation;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import io.jenkins.plugins.ecsdeploy.jenkins.Variables;
import io.jenkins.plugins.ecsdeploy.jenkins.aws.CredentialChoices;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.PushChoices;
import io.jenkins.plugins.ecsdeploy.jenkins.settings.RepositorySettings;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import io.jenkins.plugins.ecsdeploy.operations.push.ImageToPush;
import io.jenkins.plugins.ecsdeploy.registry.EngineRoute;
import io.jenkins.plugins.ecsdeploy.registry.PushSource;
import io.jenkins.plugins.ecsdeploy.registry.archive.PushOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.kohsuke.stapler.AncestorInPath;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.QueryParameter;
import org.kohsuke.stapler.verb.POST;

/** {@code ecrPush}: pushes an image to Amazon ECR or another registry, and returns its digest. */
public final class EcrPushStep extends EcsStep {

    private static final long serialVersionUID = 1L;

    private static final String STEP = StepNames.ECR_PUSH;

    private final String repository;

    private @CheckForNull String image;
    private @CheckForNull String archive;
    private @CheckForNull String imageName;
    /** An ArrayList, because Jenkins refuses to save the JDK's unmodifiable lists with a job. */
    private ArrayList<String> tags = new ArrayList<>();

    private ArrayList<String> cacheFrom = new ArrayList<>();

    /** Null: yes. */
    private @CheckForNull Boolean reuseLayers;

    /** Null: the default. */
    private @CheckForNull String compression;

    /** Null: the default. */
    private @CheckForNull String via;

    private boolean createRepository;

    private @CheckForNull RepositorySettings repositorySettings;
    private @CheckForNull String registry;
    private @CheckForNull String registryCredentialsId;

    @DataBoundConstructor
    public EcrPushStep(String repository) {
        this.repository = repository;
    }

    /** Its name without the registry, such as {@code shop/web}. */
    public String getRepository() {
        return repository;
    }

    /** An image of the agent's Docker Engine, by tag or ID. */
    @CheckForNull
    public String getImage() {
        return image;
    }

    @DataBoundSetter
    public void setImage(@CheckForNull String image) {
        this.image = Text.blankToNull(image);
    }

    /** A docker-archive or an OCI layout in the workspace. */
    @CheckForNull
    public String getArchive() {
        return archive;
    }

    @DataBoundSetter
    public void setArchive(@CheckForNull String archive) {
        this.archive = Text.blankToNull(archive);
    }

    /** Which image of the archive: name, tag or digest. */
    @CheckForNull
    public String getImageName() {
        return imageName;
    }

    @DataBoundSetter
    public void setImageName(@CheckForNull String imageName) {
        this.imageName = Text.blankToNull(imageName);
    }

    public List<String> getTags() {
        return List.copyOf(tags);
    }

    /** @param tags each may hold several, separated by blanks: the form has one text field, and no tag has blanks */
    @DataBoundSetter
    public void setTags(List<String> tags) {
        this.tags = new ArrayList<>(Text.words(tags));
    }

    /** The tags as one text, for the form. */
    public String getTagsText() {
        return String.join(" ", tags);
    }

    /** Images of the registry whose layers need not be sent again, besides those that the tags name now. */
    public List<String> getCacheFrom() {
        return List.copyOf(cacheFrom);
    }

    /** @param cacheFrom each may hold several, as in {@link #setTags} */
    @DataBoundSetter
    public void setCacheFrom(List<String> cacheFrom) {
        this.cacheFrom = new ArrayList<>(Text.words(cacheFrom));
    }

    /** The images as one text, for the form. */
    public String getCacheFromText() {
        return String.join(" ", cacheFrom);
    }

    /** Whether to reuse layers that earlier images of the registry name. */
    public boolean isReuseLayers() {
        return !Boolean.FALSE.equals(reuseLayers);
    }

    @DataBoundSetter
    public void setReuseLayers(boolean reuseLayers) {
        this.reuseLayers = reuseLayers ? null : Boolean.FALSE;
    }

    /** Of layers that are plain: {@code gzip} or {@code zstd}. */
    public String getCompression() {
        return Text.orDefault(compression, PushChoices.DEFAULT_COMPRESSION);
    }

    @DataBoundSetter
    public void setCompression(@CheckForNull String compression) {
        this.compression = Text.blankToNull(compression);
    }

    /** Who pushes an image of the Docker Engine: {@code auto}, {@code engine} or {@code export}. */
    public String getVia() {
        return Text.orDefault(via, PushChoices.DEFAULT_VIA);
    }

    @DataBoundSetter
    public void setVia(@CheckForNull String via) {
        this.via = Text.blankToNull(via);
    }

    public boolean isCreateRepository() {
        return createRepository;
    }

    @DataBoundSetter
    public void setCreateRepository(boolean createRepository) {
        this.createRepository = createRepository;
    }

    /** Of a repository that is created; null: ECR's defaults. */
    @CheckForNull
    public RepositorySettings getRepositorySettings() {
        return repositorySettings;
    }

    @DataBoundSetter
    public void setRepositorySettings(@CheckForNull RepositorySettings repositorySettings) {
        this.repositorySettings = repositorySettings;
    }

    /** Another registry than the region's ECR: {@code host[:port]}, or with its scheme. */
    @CheckForNull
    public String getRegistry() {
        return registry;
    }

    @DataBoundSetter
    public void setRegistry(@CheckForNull String registry) {
        this.registry = Text.blankToNull(registry);
    }

    @CheckForNull
    public String getRegistryCredentialsId() {
        return registryCredentialsId;
    }

    @DataBoundSetter
    public void setRegistryCredentialsId(@CheckForNull String registryCredentialsId) {
        this.registryCredentialsId = Text.blankToNull(registryCredentialsId);
    }

    @Override
    protected StepOperation operation(Variables variables) throws AbortException {
        return new EcrPushOperation(
                aws(variables),
                new ImageToPush(
                        source(variables),
                        Text.required(variables.orNull(repository), "repository", STEP),
                        tags(variables),
                        newRepository(variables),
                        new PushOptions(
                                isReuseLayers(),
                                Text.words(variables.all(cacheFrom)),
                                PushChoices.compression(variables.expand(getCompression())))),
                variables.optional(registry),
                variables.optional(registryCredentialsId));
    }

    private List<String> tags(Variables variables) throws AbortException {
        List<String> all = Text.words(variables.all(tags));
        if (all.contains("null")) {
            throw new AbortException(
                    STEP + ": a tag is \"null\": a script's variable has no value. Check where it comes"
                            + " from, such as TAG_NAME in a build without a tag.");
        }
        return all;
    }

    private Optional<EcrRepositorySettings> newRepository(Variables variables) throws AbortException {
        if (!createRepository && repositorySettings != null) {
            throw new AbortException(STEP
                    + ": repositorySettings are for a repository that the step creates: add createRepository: true, or"
                    + " leave them out.");
        }
        if (!createRepository) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    repositorySettings == null
                            ? EcrRepositorySettings.DEFAULT
                            : repositorySettings.settings(variables));
        } catch (EcsDeployException wrong) {
            throw new AbortException(STEP + ": repositorySettings: " + wrong.getMessage());
        }
    }

    private PushSource source(Variables variables) throws AbortException {
        if ((image == null) == (archive == null)) {
            throw new AbortException(
                    STEP + ": name either image (of the agent's Docker Engine) or archive (a file in the workspace).");
        }
        if (image != null && imageName != null) {
            throw new AbortException(STEP + ": imageName says which image of an archive is meant. Leave it out, or name"
                    + " archive instead of image.");
        }
        EngineRoute route = PushChoices.via(variables.expand(getVia()));
        if (image == null && route != EngineRoute.AUTO) {
            throw new AbortException(
                    STEP + ": via says who pushes an image of the Docker Engine. Leave it out for an archive.");
        }
        return image != null
                ? new PushSource.EngineImage(variables.expand(image), Map.of(), route)
                : new PushSource.Archive(variables.expand(archive), variables.orNull(imageName));
    }

    @Extension
    public static final class DescriptorImpl extends EcsStepDescriptor {

        public static final String DISPLAY_NAME = "Amazon ECS: push an image to Amazon ECR";

        public DescriptorImpl() {
            super(STEP, DISPLAY_NAME);
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillViaItems() {
            return PushChoices.routes(); // lgtm[jenkins/no-permission-check]
        }

        /** The same for everybody, so it asks for no permission. */
        @POST
        public ListBoxModel doFillCompressionItems() {
            return PushChoices.compressions(); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckRepository(@QueryParameter String value) {
            return NameSyntax.REPOSITORY.checkRequired(value); // lgtm[jenkins/no-permission-check]
        }

        /** Checks the texts alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckArchive(@QueryParameter String value, @QueryParameter String image) {
            if (Text.blankToNull(value) != null && Text.blankToNull(image) != null) {
                return FormValidation.error("Name an image of the Docker Engine or an archive, not both.");
            }
            return Text.firstOf(value, image) == null
                    ? FormValidation.error("Name an image of the Docker Engine, or an archive.")
                    : FormValidation.ok();
        }

        /** Checks the text alone, so it asks for no permission. */
        @POST
        public FormValidation doCheckTags(@QueryParameter String value) {
            if (Text.blankToNull(value) == null) {
                return FormValidation.error("Name at least one tag.");
            }
            List<String> tags = Text.words(List.of(value));
            try {
                tags.stream().filter(tag -> !tag.contains("$")).forEach(ImageReference::checkTag);
            } catch (EcsDeployException wrong) {
                return FormValidation.error(wrong.getMessage());
            }
            return value.contains(",")
                    ? FormValidation.ok("No tag has a comma, so it separates " + tags.size() + " tags: "
                            + String.join(" and ", tags) + ".")
                    : FormValidation.ok();
        }

        @POST
        public ListBoxModel doFillRegistryCredentialsIdItems(
                @AncestorInPath Item item, @QueryParameter String registryCredentialsId) {
            return CredentialChoices.usernamePassword(item, registryCredentialsId);
        }
    }
}
