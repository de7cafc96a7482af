package io.jenkins.plugins.ecsdeploy.simulator.world;

/** The one account and region that the simulated AWS serves. */
public record AwsAccount(String id, String region) {

    /** The account of AWS's own examples, in its oldest region. */
    public static final AwsAccount EXAMPLE = new AwsAccount("123456789012", "us-east-1");

    /** {@code arn:aws:SERVICE:REGION:ACCOUNT:RESOURCE}. */
    public String arn(String service, String resource) {
        return "arn:aws:" + service + ":" + region + ":" + id + ":" + resource;
    }
}
