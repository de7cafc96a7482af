import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsProvider
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.domains.Domain
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration
import jenkins.model.Jenkins

def folder = Jenkins.get().getItemByFullName('team')
def store = CredentialsProvider.lookupStores(folder).iterator().find { it.context == folder }
store.addCredentials(Domain.global(), new AWSCredentialsImpl(
        CredentialsScope.GLOBAL, 'aws-team', 'AKIATEAM', 'secret-of-the-team-key', 'Team key'))
EcsDeployConfiguration.get().targets[0].credentialsId = null
EcsDeployConfiguration.get().save()
null
