package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.Action;
import hudson.model.BuildBadgeAction;
import hudson.model.Run;
import hudson.util.HttpResponses;
import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments;
import io.jenkins.plugins.ecsdeploy.jenkins.record.BuildRecords;
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore;
import io.jenkins.plugins.ecsdeploy.jenkins.record.LiveDeployment;
import io.jenkins.plugins.ecsdeploy.report.history.DeploymentRow;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService;
import java.io.IOException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.logging.Level;
import java.util.logging.Logger;
import jenkins.model.TransientActionFactory;
import jenkins.model.experimentalflags.UserExperimentalFlag;
import net.sf.json.JSONArray;
import net.sf.json.JSONObject;
import org.kohsuke.stapler.HttpResponse;
import org.kohsuke.stapler.export.Exported;
import org.kohsuke.stapler.export.ExportedBean;
import org.kohsuke.stapler.verb.POST;

/**
 * The deployments of a build: a card on the build's page, a page of its own behind it, and {@code api/json}. Who may read the
 * build may read this; nothing here changes anything.
 */
@ExportedBean
public final class BuildPage extends DeploymentsPage implements BuildBadgeAction {

    private static final Logger LOGGER = Logger.getLogger(BuildPage.class.getName());

    private static final String NEW_PAGE = "jenkins.model.experimentalflags.NewBuildPageUserExperimentalFlag";

    private final Run<?, ?> run;

    BuildPage(Run<?, ?> run) {
        this.run = run;
    }

    public Run<?, ?> getRun() {
        return run;
    }

    /** One for each deployment, in the order in which they began; empty if they can't be read. */
    @Exported(name = "deployments")
    public List<DeploymentSection> getSections() {
        DeploymentSection.Around around =
                new DeploymentSection.Around(Instant.now(), run.isBuilding(), inputUrl(), new Readable()::job);
        try {
            return BuildRecords.read(run).stream()
                    .map(record -> new DeploymentSection(record, around))
                    .toList();
        } catch (IOException unreadable) {
            LOGGER.log(Level.WARNING, unreadable, () -> "The deployments of " + run + " can't be read");
            return List.of();
        }
    }

    /** The action of an {@code input} has an icon as long as it waits for an answer. */
    private String inputUrl() {
        boolean open = run.getAllActions().stream()
                .anyMatch(action -> "input".equals(action.getUrlName()) && action.getIconFileName() != null);
        return open ? run.getUrl() + "input/" : "";
    }

    /** What the build history shows beside the build, from the list of the controller: no file is read for it. */
    public List<DeploymentLine> getBadges() {
        Instant now = Instant.now();
        return DeploymentStore.get().rows(run).stream()
                .map(row -> new DeploymentLine(row, now))
                .toList();
    }

    /**
     * What somebody is asked about who answers an {@code input}: the deployments that are named, or else the paused ones.
     *
     * @param service null or empty for all; {@code cluster} too
     */
    public List<AskedDeployment> asked(@CheckForNull String service, @CheckForNull String cluster) {
        return AskedDeployment.chosen(getCards(), service, cluster);
    }

    /** The sections, with what is known of them elsewhere. */
    public List<AskedDeployment> getCards() {
        DeploymentStore store = DeploymentStore.get();
        List<DeploymentRow> rows = store.rows(run);
        Readable readable = new Readable();
        Instant now = Instant.now();
        return getSections().stream()
                .map(section -> new AskedDeployment(
                        section,
                        rows.stream()
                                .filter(row -> section.isAbout(row.service()))
                                .findFirst()
                                .map(row -> AskedDeployment.Known.of(row, store.after(row), readable::row)),
                        now))
                .toList();
    }

    /** Whether this user's page of a build is Jenkins' new one, where {@link DeploymentsTab} is the card. */
    public boolean isCardOfTab() {
        return Boolean.TRUE.equals(UserExperimentalFlag.<Boolean>getFlagValueForCurrentUser(NEW_PAGE));
    }

    /** Whether something on this page may still change. */
    public boolean isLive() {
        return run.isBuilding();
    }

    /**
     * The present moment of what is in progress, from memory: {@code turns} changes if more than that has changed, then the
     * {@code card} is to be loaded again.
     */
    @POST
    public HttpResponse doProgress() {
        int turns = 0;
        JSONArray moments = new JSONArray();
        for (Map.Entry<RecordedService, LiveDeployment> each :
                BuildRecords.live(run).entrySet()) {
            turns += each.getValue().turns();
            DeploymentEvent.Progressed moment = each.getValue().moment();
            if (moment != null && !each.getValue().ended()) {
                moments.add(json(each.getKey(), moment, each.getValue().targets()));
            }
        }
        JSONObject answer = new JSONObject();
        answer.put("live", run.isBuilding());
        answer.put("turns", turns);
        answer.put("moments", moments);
        return HttpResponses.okJSON(answer);
    }

    private static JSONObject json(
            RecordedService service, DeploymentEvent.Progressed moment, @CheckForNull DeploymentEvent.Targets targets) {
        JSONObject json = new JSONObject();
        json.put("service", service.service());
        json.put("cluster", service.cluster());
        json.put("phase", moment.phase());
        json.put("percent", Math.round(moment.newPercent()));
        json.put("oldTasks", moment.oldTasks());
        json.put("newTasks", moment.newTasks());
        json.put("targets", targets == null ? "" : DeploymentSection.inWords(targets));
        return json;
    }

    /** Shows the page on builds that deployed something. */
    @Extension
    @SuppressWarnings("rawtypes") // TransientActionFactory's own way to say "any Run"
    public static final class Factory extends TransientActionFactory<Run> {

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return BuildPage.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            return run.getAction(BuildDeployments.class) == null ? List.of() : List.of(new BuildPage((Run<?, ?>) run));
        }
    }
}
