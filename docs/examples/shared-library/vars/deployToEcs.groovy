/**
 * Registers a task definition and deploys it. With a closure, the deployment pauses when test traffic reaches the new tasks,
 * the closure is given their address, and what it throws rolls back. Returns what awaitSteady returns.
 *
 *     deployToEcs(target: 'staging', service: 'webshop', template: text, images: [web: push.uri]) { endpoint -> ... }
 *
 * target, service, template (the text), images; values, strategy (blueGreen), timeoutMinutes (60)
 */
def call(Map given, Closure test = null) {
    def unknown = given.keySet() - ['target', 'service', 'template', 'images', 'values', 'strategy', 'timeoutMinutes']
    if (unknown) {
        error "deployToEcs: there is no ${unknown.join(', ')}"
    }
    def where = [target: given.target, service: given.service]
    def revision = registerTaskDefinition(where + [templateText: given.template, images: given.images,
            values: given.values ?: [:]])
    def update = where + [taskDefinition: revision.arn, verify: true, strategy: given.strategy ?: blueGreen(bakeMinutes: 5)]
    if (test != null) {
        update += [pauseAt: ['POST_TEST_TRAFFIC_SHIFT'], pauseMinutes: 60]
    }
    updateService(update)
    if (test != null) {
        testAtThePause(where, test)
    }
    return awaitSteady(where + [timeoutMinutes: given.timeoutMinutes ?: 60])
}

private void testAtThePause(Map where, Closure test) {
    def paused = awaitSteady(where + [until: 'paused', timeoutMinutes: 30])
    if (paused.outcome == 'UNCHANGED') {
        return // the service runs this already
    }
    if (paused.outcome != 'PAUSED') {
        error "There was no pause to test at: the deployment is ${paused.outcome}"
    }
    try {
        def gate = paused.services[0].gate
        if (gate.testEndpoint == null) {
            error "The new tasks can't be tested: ${gate.noTestEndpoint}"
        }
        timeout(time: 50, unit: 'MINUTES') { // less than pauseMinutes, after which ECS rolls back by itself
            test(gate.testEndpoint)
        }
    } catch (failed) {
        try {
            continueDeployment(where + [action: 'rollback'])
            awaitSteady(where + [onFailure: 'unstable']) // says when the service is back; the build fails all the same
        } catch (notAnswered) {
            echo "Not rolled back by this build: ${notAnswered.message}"
        }
        throw failed
    }
    continueDeployment(where + [action: 'continue'])
}
