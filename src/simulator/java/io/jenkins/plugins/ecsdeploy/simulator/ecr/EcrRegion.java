package io.jenkins.plugins.ecsdeploy.simulator.ecr;

import io.jenkins.plugins.ecsdeploy.simulator.registry.dialect.AuthorizationTokens;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repositories;
import io.jenkins.plugins.ecsdeploy.simulator.registry.store.Repository;
import io.jenkins.plugins.ecsdeploy.simulator.world.AwsAccount;

/** The account's registry in one region: repositories, tokens, and how they are named. */
record EcrRegion(AwsAccount account, String authority, Repositories repositories, AuthorizationTokens tokens) {

    /** @throws io.jenkins.plugins.ecsdeploy.simulator.wire.AwsError {@code RepositoryNotFoundException} */
    Repository repository(EcrInput input) {
        return repository(input, input.repositoryName());
    }

    Repository repository(EcrInput input, String name) {
        String registryId = input.registryId(account.id());
        return repositories
                .find(name)
                .filter(repository -> registryId.equals(account.id()))
                .orElseThrow(() -> new EcrErrors(registryId).repositoryNotFound(name));
    }

    EcrErrors errors() {
        return new EcrErrors(account.id());
    }
}
