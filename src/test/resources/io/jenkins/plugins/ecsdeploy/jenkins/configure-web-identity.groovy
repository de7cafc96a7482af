import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

def simulated = new DeploymentTarget('simulated')
simulated.region = 'us-east-1'
simulated.cluster = 'rehearsal'
simulated.endpoint = '@ENDPOINT@'
EcsDeployConfiguration.get().pollSeconds = 1
EcsDeployConfiguration.get().controllerRoleAllowed = true
EcsDeployConfiguration.get().targets = [simulated]
null
