import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

// From the disk, as a restart would read it.
def c = new EcsDeployConfiguration()
println "role=${c.controllerRoleAllowed} poll=${c.pollSeconds} timeout=${c.timeoutMinutes} requests=${c.requestsPerSecond} kept=${c.keptDeployments}/${c.keptDays}"
c.targets.each { t ->
    println([t.name, t.region, t.cluster, t.credentialsId, t.roleArn, t.externalId,
             t.allowedJobs?.readLines()?.join('|'), t.allowedRoles,
             t.readableParameters, t.readableSecrets, t.readableStacks, t.endpoint, t.defaultTarget,
             t.tags.collect { it.key + '=' + it.value }.join('|')].join(' ').trim())
}
null
