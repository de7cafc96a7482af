import com.cloudbees.hudson.plugins.folder.Folder
import com.cloudbees.hudson.plugins.folder.properties.FolderCredentialsProvider
import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.domains.Domain
import io.jenkins.plugins.ecsdeploy.jenkins.EcsDeployConfiguration
import jenkins.model.Jenkins

def folder = Jenkins.get().getItemByFullName('team', Folder)
def property = new FolderCredentialsProvider.FolderCredentialsProperty([] as Object[])
folder.addProperty(property)
property.store.addCredentials(Domain.global(), new AWSCredentialsImpl(
        CredentialsScope.GLOBAL, 'aws-team', 'AKIATEAM', 'secret-of-the-team-key', 'Team key'))
EcsDeployConfiguration.get().targets[0].credentialsId = null
EcsDeployConfiguration.get().save()
null
