package io.jenkins.plugins.ecsdeploy.simulator.wire;

/** An AWS service behind the AWS Query protocol (form in, XML out). */
public interface QueryService {

    /** The {@code Version} its clients send, such as {@code 2015-12-01}; requests are routed by it. */
    String apiVersion();

    /** The service's IAM prefix, such as {@code elasticloadbalancing}. */
    String iamPrefix();

    /** The XML namespace of its answers, as its model has it. */
    String xmlNamespace();

    /** Whether its answers have no element for the result around them, as EC2's. */
    default boolean isBare() {
        return false;
    }

    /**
     * Carries one action out.
     *
     * @param result takes what goes inside {@code <ActionResult>}
     * @throws AwsError with the error the real service would answer
     */
    void call(String action, QueryParameters parameters, Caller caller, XmlWriter result);
}
