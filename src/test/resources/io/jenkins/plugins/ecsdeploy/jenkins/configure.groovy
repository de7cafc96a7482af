import io.jenkins.plugins.ecsdeploy.jenkins.aws.DeploymentTarget
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import jenkins.model.Jenkins

def store = SystemCredentialsProvider.instance
store.credentials.clear()
store.credentials.add(new AWSCredentialsImpl(
        CredentialsScope.GLOBAL, 'aws-global', 'AKIAGLOBAL', 'secret-of-the-global-key', 'Global key'))
store.save()

def simulated = new DeploymentTarget('simulated')
simulated.region = 'us-east-1'
simulated.cluster = 'rehearsal'
simulated.endpoint = '@ENDPOINT@'
simulated.credentialsId = 'aws-global'

def configuration = EcsDeployConfiguration.get()
configuration.controllerRoleAllowed = false
configuration.pollSeconds = 1
configuration.timeoutMinutes = 60
configuration.requestsPerSecond = 50
configuration.targets = [simulated]
Jenkins.get().nodeProperties.clear()
