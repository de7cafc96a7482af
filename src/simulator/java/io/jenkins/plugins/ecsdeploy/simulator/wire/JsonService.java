package io.jenkins.plugins.ecsdeploy.simulator.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** An AWS service behind the AWS JSON 1.1 protocol (`X-Amz-Target: PREFIX.Operation`). */
public interface JsonService {

    /** The target prefix of the service model, such as {@code AmazonEC2ContainerServiceV20141113}. */
    String targetPrefix();

    /** The service's IAM prefix, such as {@code ecs}; scripted faults name operations as {@code ecs:UpdateService}. */
    String iamPrefix();

    /**
     * Carries one operation out.
     *
     * @throws AwsError with the error the real service would answer
     */
    ObjectNode call(String operation, ObjectNode input, Caller caller);
}
