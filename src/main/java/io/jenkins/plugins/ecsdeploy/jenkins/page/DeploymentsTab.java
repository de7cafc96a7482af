package io.jenkins.plugins.ecsdeploy.jenkins.page;

import hudson.Extension;
import hudson.model.Action;
import hudson.model.Actionable;
import hudson.model.Job;
import hudson.model.Run;
import java.util.Collection;
import jenkins.model.Tab;
import jenkins.model.TransientActionFactory;
import org.kohsuke.stapler.StaplerProxy;

/**
 * The pages of a build and of a job among the tabs of Jenkins' new pages, and a build's card among their cards. {@link Tab} is there
 * since Jenkins 2.532: before, the factories can't be resolved, and Jenkins leaves them out.
 */
public final class DeploymentsTab extends Tab implements StaplerProxy {

    private final DeploymentsPage page;

    private DeploymentsTab(Actionable object, DeploymentsPage page) {
        super(object);
        this.page = page;
    }

    public DeploymentsPage getPage() {
        return page;
    }

    /** What is below the tab's address is the page. */
    @Override
    public Object getTarget() {
        return page;
    }

    @Override
    public String getIconFileName() {
        return page.getIconFileName();
    }

    @Override
    public String getDisplayName() {
        return page.getDisplayName();
    }

    @Override
    public String getUrlName() {
        return page.getUrlName();
    }

    /** Adds the tab to builds that deployed something. */
    @Extension(optional = true)
    @SuppressWarnings("rawtypes") // TransientActionFactory's own way to say "any Run"
    public static final class OfBuilds extends TransientActionFactory<Run> {

        private final BuildPage.Factory pages = new BuildPage.Factory();

        @Override
        public Class<Run> type() {
            return Run.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return DeploymentsTab.class;
        }

        @Override
        public Collection<? extends Action> createFor(Run run) {
            return pages.createFor(run).stream()
                    .map(page -> tab(run, (DeploymentsPage) page))
                    .toList();
        }

        /** Has the tab in its signature, so that this class can't be resolved where there are none. */
        private static DeploymentsTab tab(Actionable object, DeploymentsPage page) {
            return new DeploymentsTab(object, page);
        }
    }

    /** Adds the tab to jobs that have deployed something. */
    @Extension(optional = true)
    @SuppressWarnings("rawtypes") // TransientActionFactory's own way to say "any Job"
    public static final class OfJobs extends TransientActionFactory<Job> {

        private final JobPage.Factory pages = new JobPage.Factory();

        @Override
        public Class<Job> type() {
            return Job.class;
        }

        @Override
        public Class<? extends Action> actionType() {
            return DeploymentsTab.class;
        }

        @Override
        public Collection<? extends Action> createFor(Job job) {
            return pages.createFor(job).stream()
                    .map(page -> tab(job, (DeploymentsPage) page))
                    .toList();
        }

        /** As above. */
        private static DeploymentsTab tab(Actionable object, DeploymentsPage page) {
            return new DeploymentsTab(object, page);
        }
    }
}
