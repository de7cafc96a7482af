import io.jenkins.plugins.ecsdeploy.jenkins.aws.EcsDeployConfiguration

EcsDeployConfiguration.get().targets[0].credentialsId = null
EcsDeployConfiguration.get().save()
null
