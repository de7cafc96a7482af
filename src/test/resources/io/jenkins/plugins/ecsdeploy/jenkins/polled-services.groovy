import io.jenkins.plugins.ecsdeploy.jenkins.wait.ControllerPoller

// Connections with a wait that is still polled.
println hudson.ExtensionList.lookupSingleton(ControllerPoller).poller.groups.size()
