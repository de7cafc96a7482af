package io.jenkins.plugins.ecsdeploy.aws.signed;

import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** Services that are read without their SDK module: signing name, protocol and API version of each service model. */
public enum SignedService {
    APPLICATION_AUTO_SCALING("application-autoscaling", "AnyScaleFrontendService", ""),
    CLOUD_FORMATION("cloudformation", "", "2010-05-15"),
    CLOUD_WATCH("monitoring", "", "2010-08-01"),
    EC2("ec2", "", "2016-11-15"),
    IAM("iam", "", "2010-05-08"),
    SECRETS_MANAGER("secretsmanager", "secretsmanager", ""),
    SERVICE_QUOTAS("servicequotas", "ServiceQuotasV20190624", ""),
    SSM("ssm", "AmazonSSM", "");

    private final String signingName;
    private final String target;
    private final String version;

    SignedService(String signingName, String target, String version) {
        this.signingName = signingName;
        this.target = target;
        this.version = version;
    }

    /** Where it is called about a region: IAM has one place in each partition (AWS General Reference, "IAM endpoints"). */
    Region region(Region about) {
        PartitionMetadata partition = PartitionMetadata.of(about);
        return ServiceMetadata.of(signingName).servicePartitions().stream()
                .filter(one -> one.partition().id().equals(partition.id()))
                .flatMap(one -> one.globalRegion().stream())
                .findFirst()
                .orElse(about);
    }

    /** Also its name among the endpoints. */
    String signingName() {
        return signingName;
    }

    /** Prefix of {@code X-Amz-Target} in the AWS JSON protocol; empty for the Query protocol. */
    String target() {
        return target;
    }

    boolean isQuery() {
        return target.isEmpty();
    }

    /** Of the Query protocol. */
    String version() {
        return version;
    }
}
