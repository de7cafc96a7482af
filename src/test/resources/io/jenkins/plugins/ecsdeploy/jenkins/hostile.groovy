import io.jenkins.plugins.ecsdeploy.jenkins.build.BuildDeployments
import io.jenkins.plugins.ecsdeploy.jenkins.record.BuildRecords
import io.jenkins.plugins.ecsdeploy.jenkins.record.DeploymentStore
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent
import io.jenkins.plugins.ecsdeploy.report.record.RecordedService
import java.time.Instant
import jenkins.model.Jenkins

// A deployment each of whose texts is hostile; of the paused one the pause is open. Each text begins with its field's name.
def run = Jenkins.get().getItemByFullName('seen-hostile').getLastBuild()
BuildDeployments.of(run)
run.save()
def name = { field -> field + '"\'><img src=x onerror=window.hostile=1>${7*7}${jndi:ldap:x}#{7*7}' } // names end at a slash
def text = { field -> name(field) + '<script>window.hostile=1</script></pre></svg>' }
def records = BuildRecords.of(run)
['ended', 'paused'].each { kind ->
    def service = new RecordedService(name('account'), 'us-east-1', name('cluster'), name(kind))
    def at = Instant.now().minusSeconds(60)
    def add = { records.add(service, it) }
    add(new DeploymentEvent.Started(at, name('cluster'), name(kind), name('region'), text('deployment-' + kind), name('previous'),
            name('revision'), text('strategy'), [(text('container')): text('image')], [text('definitionChange')],
            [text('serviceChange')], [text('startedBy')], text('target')))
    add(new DeploymentEvent.Progressed(at, text('status'), text('stage'), true, 1, 2, 1, 2, 50.0d, 100.0d))
    add(new DeploymentEvent.Progressed(at.plusSeconds(9), 'IN_PROGRESS', text('phase'), true, 1, 2, 1, 2, 50.0d, 100.0d))
    add(new DeploymentEvent.Targets(at.plusSeconds(9), 1, 2, text('trouble')))
    add(new DeploymentEvent.Reported(at.plusSeconds(9), text('event')))
    add(new DeploymentEvent.Paused(at.plusSeconds(10), text('gate'), text('hook1'), null, text('expiry'), 'javascript:' + text('test')))
    add(new DeploymentEvent.Answered(at.plusSeconds(12), text('gate'), text('action'), text('by'), text('build') + ' #3'))
    if (kind == 'ended') {
        add(new DeploymentEvent.Ended(at.plusSeconds(30), text('outcome'), text('reason'), [text('cause')], 30))
    } else {
        add(new DeploymentEvent.Paused(at.plusSeconds(20), text('gate'), text('hook2'), at.plusSeconds(9000), 'ROLLBACK', text('test')))
    }
}
for (int i = 0; i < 100 && DeploymentStore.get().rows(run).every { it.outcome() != 'PAUSED' }; i++) {
    Thread.sleep(100)
}
