package io.jenkins.plugins.ecsdeploy.service;

import io.jenkins.plugins.ecsdeploy.taskdef.compare.Difference;
import io.jenkins.plugins.ecsdeploy.update.request.PreparedUpdate;
import java.util.List;

/**
 * What is to be done about a service, checked and not sent yet.
 *
 * @param update sends it
 * @param creates whether the service does not exist
 * @param changes what the definition asks for and the service never had by this job
 * @param drift what this job has applied already and somebody has changed since
 * @param notices what the reader of the log should know
 * @param applied what the job remembers once it is sent
 */
public record ServicePlan(
        PreparedUpdate update,
        boolean creates,
        List<Difference> changes,
        List<Difference> drift,
        List<String> notices,
        AppliedMembers applied) {

    public ServicePlan {
        changes = List.copyOf(changes);
        drift = List.copyOf(drift);
        notices = List.copyOf(notices);
    }
}
