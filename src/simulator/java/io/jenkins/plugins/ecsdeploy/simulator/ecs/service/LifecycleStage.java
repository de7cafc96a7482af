package io.jenkins.plugins.ecsdeploy.simulator.ecs.service;

/**
 * The lifecycle stages of a blue/green deployment, in their order (API reference, ServiceDeployment.lifecycleStage).
 */
public enum LifecycleStage {
    RECONCILE_SERVICE,
    PRE_SCALE_UP,
    SCALE_UP,
    POST_SCALE_UP,
    TEST_TRAFFIC_SHIFT,
    POST_TEST_TRAFFIC_SHIFT,
    /** Entered only if a hook waits in it; before each step of linear and canary. */
    PRE_PRODUCTION_TRAFFIC_SHIFT,
    PRODUCTION_TRAFFIC_SHIFT,
    POST_PRODUCTION_TRAFFIC_SHIFT,
    BAKE_TIME,
    CLEAN_UP;

    public LifecycleStage next() {
        return values()[ordinal() + 1];
    }

    public boolean atLeast(LifecycleStage other) {
        return compareTo(other) >= 0;
    }
}
