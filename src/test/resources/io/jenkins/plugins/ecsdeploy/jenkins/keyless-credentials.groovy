import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

def store = SystemCredentialsProvider.instance
store.credentials.add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, 'aws-keyless', '', '', ''))
store.credentials.add(new AWSCredentialsImpl(CredentialsScope.GLOBAL, 'aws-keyless-role', '', '', '',
        'arn:aws:iam::123456789012:role/deployer', ''))
store.save()
EcsDeployConfiguration.get().targets[0].credentialsId = null
EcsDeployConfiguration.get().save()
null
