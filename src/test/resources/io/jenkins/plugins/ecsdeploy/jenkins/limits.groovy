import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

EcsDeployConfiguration.get().targets[0].allowedJobs = 'shop/.*'
EcsDeployConfiguration.get().save()
null
