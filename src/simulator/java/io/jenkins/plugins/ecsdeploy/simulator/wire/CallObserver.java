package io.jenkins.plugins.ecsdeploy.simulator.wire;

/** Is notified of each AWS call before it is carried out, by the thread that serves it. */
@FunctionalInterface
public interface CallObserver {

    CallObserver NONE = (operation, body) -> {};

    /**
     * @param operation such as {@code ecs:DescribeServices}
     * @param body the request's: JSON, or a form of AWS Query
     */
    void called(String operation, String body);
}
