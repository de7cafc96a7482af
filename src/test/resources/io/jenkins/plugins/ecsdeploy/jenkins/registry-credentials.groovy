import com.cloudbees.plugins.credentials.CredentialsScope
import com.cloudbees.plugins.credentials.SystemCredentialsProvider
import com.cloudbees.plugins.credentials.impl.UsernamePasswordCredentialsImpl

def credentials = SystemCredentialsProvider.getInstance()
credentials.credentials.add(new UsernamePasswordCredentialsImpl(
        CredentialsScope.GLOBAL, 'registry', 'Registry', '@USER@', '@PASSWORD@'))
credentials.save()
null
