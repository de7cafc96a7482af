import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

def store = SystemCredentialsProvider.instance
store.credentials.add(new AWSCredentialsImpl(
        CredentialsScope.SYSTEM, 'aws-system', 'AKIASYSTEM', 'secret-of-the-system-key', 'System key'))
store.save()
EcsDeployConfiguration.get().targets[0].credentialsId = 'aws-system'
EcsDeployConfiguration.get().save()
null
