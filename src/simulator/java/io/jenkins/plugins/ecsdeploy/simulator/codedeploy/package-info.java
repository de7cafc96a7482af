/** AWS CodeDeploy, as far as it deploys Amazon ECS services blue/green. */
package io.jenkins.plugins.ecsdeploy.simulator.codedeploy;
