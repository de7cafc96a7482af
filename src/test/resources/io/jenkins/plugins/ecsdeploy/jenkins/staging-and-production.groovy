// Two accounts, each with the target of its name.
import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

def target(name, endpoint) {
    def target = new DeploymentTarget(name)
    target.region = 'us-east-1'
    target.cluster = 'rehearsal'
    target.endpoint = endpoint
    target.credentialsId = 'aws-global'
    return target
}
EcsDeployConfiguration.get().targets = [target('staging', '@ENDPOINT@'), target('production', '@PRODUCTION@')]
