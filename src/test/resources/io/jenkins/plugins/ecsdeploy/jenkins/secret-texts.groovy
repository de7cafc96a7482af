import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import hudson.util.Secret
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl

def store = SystemCredentialsProvider.instance
store.credentials.add(new StringCredentialsImpl(
        CredentialsScope.GLOBAL, 'key-id', '', Secret.fromString('AKIABINDING')))
store.credentials.add(new StringCredentialsImpl(
        CredentialsScope.GLOBAL, 'secret-key', '', Secret.fromString('secret-of-the-binding')))
store.save()
EcsDeployConfiguration.get().targets[0].credentialsId = null
EcsDeployConfiguration.get().save()
null
