package io.jenkins.plugins.ecsdeploy.jenkins.page;

import edu.umd.cs.findbugs.annotations.CheckForNull;
import hudson.Extension;
import hudson.model.ParameterDefinition;
import hudson.model.ParameterValue;
import hudson.model.Run;
import io.jenkins.plugins.ecsdeploy.jenkins.Text;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import net.sf.json.JSONObject;
import org.jenkinsci.Symbol;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;
import org.kohsuke.stapler.Stapler;
import org.kohsuke.stapler.StaplerRequest2;

/**
 * A "parameter" of an {@code input} that has no value: it shows the deployment that the answer is about, as it is now. {@code
 * input message: 'Promote?', parameters: [ecsDeployment()]}.
 */
public final class DeploymentParameter extends ParameterDefinition {

    private static final long serialVersionUID = 1L;

    private @CheckForNull String service;
    private @CheckForNull String cluster;

    /** If no service is named, it shows the paused deployments of the build. */
    @DataBoundConstructor
    public DeploymentParameter() {
        super(DescriptorImpl.SYMBOL);
    }

    @CheckForNull
    public String getService() {
        return service;
    }

    @DataBoundSetter
    public void setService(@CheckForNull String service) {
        this.service = Text.blankToNull(service);
    }

    @CheckForNull
    public String getCluster() {
        return cluster;
    }

    @DataBoundSetter
    public void setCluster(@CheckForNull String cluster) {
        this.cluster = Text.blankToNull(cluster);
    }

    /** For its view: the build whose {@code input} is shown; null anywhere else. */
    @CheckForNull
    public Run<?, ?> getRun() {
        StaplerRequest2 request = Stapler.getCurrentRequest2();
        return request == null ? null : request.findAncestorObject(Run.class);
    }

    /** For its view: what it shows, on a page of a build. */
    @CheckForNull
    public List<AskedDeployment> getAsked() {
        Run<?, ?> run = getRun();
        return run == null ? null : new BuildPage(run).asked(service, cluster);
    }

    /** For its view: where what it shows is loaded again, below Jenkins' own address. */
    public String getAskedUrl() {
        Run<?, ?> run = getRun();
        return (run == null ? "" : run.getUrl()) + "ecs-deployments/asked?service=" + encoded(service) + "&cluster="
                + encoded(cluster);
    }

    private static String encoded(@CheckForNull String name) {
        return name == null ? "" : URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    /** None: it only shows something. */
    @Override
    @CheckForNull
    public ParameterValue createValue(StaplerRequest2 request, JSONObject form) {
        return null;
    }

    /** None: it only shows something. */
    @Override
    @CheckForNull
    public ParameterValue createValue(StaplerRequest2 request) {
        return null;
    }

    @Extension
    @Symbol(DescriptorImpl.SYMBOL)
    public static final class DescriptorImpl extends ParameterDescriptor {

        static final String SYMBOL = "ecsDeployment";

        @Override
        public String getDisplayName() {
            return "Amazon ECS: the deployment that an input is about";
        }
    }
}
