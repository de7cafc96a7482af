import hudson.model.Item
import hudson.security.ACL
import hudson.security.AuthorizationStrategy
import hudson.security.Permission
import jenkins.model.Jenkins
import org.springframework.security.core.Authentication

// Besides the administrator, a user who may look at Jenkins and its jobs, and no more. Not saved.
if (Jenkins.get().securityRealm.getUser('reader') == null) {
    Jenkins.get().securityRealm.createAccount('reader', 'rehearsal')
}
class Readers extends AuthorizationStrategy {
    ACL getRootACL() {
        return new ACL() {
            boolean hasPermission2(Authentication who, Permission permission) {
                return who.name in ['deployer', 'SYSTEM'] || who.name == 'reader' && permission in [Jenkins.READ, Item.READ]
            }
        }
    }

    Collection<String> getGroups() {
        return []
    }
}
Jenkins.get().authorizationStrategy = new Readers()
