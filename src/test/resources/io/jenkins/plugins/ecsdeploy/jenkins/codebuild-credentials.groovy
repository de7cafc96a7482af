import com.cloudbees.jenkins.plugins.awscredentials.AWSCredentialsImpl
import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider

def store = SystemCredentialsProvider.instance
store.credentials.add(new AWSCredentialsImpl(
        CredentialsScope.GLOBAL, 'codebuild', 'AKIACODEBUILD', 'secret-of-the-codebuild-key', 'CodeBuild'))
store.save()
null
