import jenkins.model.Jenkins

Jenkins.get().proxy = null
