import hudson.ProxyConfiguration
import jenkins.model.Jenkins

// Not saved.
Jenkins.get().proxy = new ProxyConfiguration('127.0.0.1', @PORT@, 'jenkins', 'secret-of-the-proxy')
