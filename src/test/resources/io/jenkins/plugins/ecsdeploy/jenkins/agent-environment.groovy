import hudson.slaves.EnvironmentVariablesNodeProperty
import hudson.slaves.EnvironmentVariablesNodeProperty.Entry
import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration
import jenkins.model.Jenkins

// What a node is given comes into a step's environment in the same way as what its process has.
Jenkins.get().nodeProperties.removeAll(EnvironmentVariablesNodeProperty)
Jenkins.get().nodeProperties.add(new EnvironmentVariablesNodeProperty(
        new Entry('AWS_ACCESS_KEY_ID', 'AKIAAGENT'), new Entry('AWS_SECRET_ACCESS_KEY', 'not-a-key'),
        new Entry('AWS_REGION', 'eu-west-9')))
def simulated = EcsDeployConfiguration.get().targets[0]
simulated.defaultTarget = true
// The same endpoint without credentials of its own.
def elsewhere = new DeploymentTarget('elsewhere')
elsewhere.endpoint = simulated.endpoint
EcsDeployConfiguration.get().targets = [simulated, elsewhere]
EcsDeployConfiguration.get().save()
null
