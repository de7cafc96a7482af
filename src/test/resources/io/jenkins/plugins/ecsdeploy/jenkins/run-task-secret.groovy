import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import hudson.util.Secret
import org.jenkinsci.plugins.plaincredentials.impl.StringCredentialsImpl

def store = SystemCredentialsProvider.instance
store.credentials.add(new StringCredentialsImpl(
        CredentialsScope.GLOBAL, 'token', '', Secret.fromString('token-that-nobody-may-see')))
store.save()
null
