import hudson.model.Slave
import hudson.slaves.DumbSlave
import hudson.slaves.JNLPLauncher
import jenkins.model.Jenkins

def launcher = new JNLPLauncher()
launcher.webSocket = true
def agent = new DumbSlave('remote', '@HOME@', launcher)
agent.labelString = 'remote'
agent.numExecutors = 1
Jenkins.get().addNode(agent)
println Jenkins.get().getComputer('remote').jnlpMac
null
