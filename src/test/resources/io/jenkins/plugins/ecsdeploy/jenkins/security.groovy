// One user, who may do everything; nobody else may do anything.
import hudson.security.FullControlOnceLoggedInAuthorizationStrategy
import hudson.security.HudsonPrivateSecurityRealm
import jenkins.model.Jenkins

def realm = new HudsonPrivateSecurityRealm(false)
if (realm.getUser('deployer') == null) {
    realm.createAccount('deployer', 'rehearsal')
}
def strategy = new FullControlOnceLoggedInAuthorizationStrategy()
strategy.allowAnonymousRead = false
Jenkins.get().securityRealm = realm
Jenkins.get().authorizationStrategy = strategy
Jenkins.get().numExecutors = 4
Jenkins.get().save()
