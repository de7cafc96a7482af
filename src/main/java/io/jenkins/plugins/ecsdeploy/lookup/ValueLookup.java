package io.jenkins.plugins.ecsdeploy.lookup;

import io.jenkins.plugins.ecsdeploy.Sleeper;
import io.jenkins.plugins.ecsdeploy.aws.AwsClients;
import io.jenkins.plugins.ecsdeploy.aws.signed.SignedReads;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalName;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalSource;
import io.jenkins.plugins.ecsdeploy.taskdef.external.ExternalValues;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads all that a template takes from AWS, before it is rendered, so that all that is wrong is said at once. */
public final class ValueLookup {

    private final SignedReads reads;
    private final String region;
    private final ReadableNames readable;

    /** @param sleeper between two tries of a read */
    public ValueLookup(AwsClients clients, Sleeper sleeper, ReadableNames readable) {
        this.reads = new SignedReads(clients, sleeper);
        this.region = clients.region();
        this.readable = readable;
    }

    /**
     * @param placeholders names of placeholders; what is in AWS by none of them is left alone
     * @throws io.jenkins.plugins.ecsdeploy.aws.AwsCallException if AWS can't be asked; a denied read is refused by name
     */
    public ExternalValues read(Collection<String> placeholders) throws InterruptedException {
        Map<ExternalSource, List<ExternalName>> asked = new EnumMap<>(ExternalSource.class);
        LookedUp lookedUp = new LookedUp();
        for (ExternalName name : names(placeholders)) {
            Optional<String> secret = ParameterStore.secretIn(name);
            if (secret.isPresent()) {
                lookedUp.refused(name, secret.get());
            } else if (readable.permits(name)) {
                asked.computeIfAbsent(name.source(), first -> new ArrayList<>()).add(name);
            } else {
                lookedUp.refused(name, readable.refusal(name));
            }
        }
        new ParameterStore(reads, region).read(of(ExternalSource.PARAMETER, asked), lookedUp);
        new SecretArns(reads, region).read(of(ExternalSource.SECRET_ARN, asked), lookedUp);
        new StackOutputs(reads, region).read(of(ExternalSource.STACK_OUTPUT, asked), lookedUp);
        return lookedUp.values();
    }

    private static List<ExternalName> of(ExternalSource source, Map<ExternalSource, List<ExternalName>> asked) {
        return asked.getOrDefault(source, List.of());
    }

    private static Collection<ExternalName> names(Collection<String> placeholders) {
        Collection<ExternalName> names = new LinkedHashSet<>();
        placeholders.forEach(placeholder -> ExternalName.parse(placeholder).ifPresent(names::add));
        return names;
    }
}
