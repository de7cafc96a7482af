package io.jenkins.plugins.ecsdeploy.operations.push;

import io.jenkins.plugins.ecsdeploy.ecr.EcrAuthorization;
import io.jenkins.plugins.ecsdeploy.ecr.EcrLogins;
import io.jenkins.plugins.ecsdeploy.ecr.EcrRegistry;

/** The login of one push to ECR: kept from an earlier push if there is one, else a new one. */
final class EcrLogin {

    private final EcrLogins kept;
    private final String caller;
    private final EcrRegistry registry;
    private boolean isNew;

    /** @param caller who calls which registry, see {@link EcrLogins#get} */
    EcrLogin(EcrLogins kept, String caller, EcrRegistry registry) {
        this.kept = kept;
        this.caller = caller;
        this.registry = registry;
    }

    EcrAuthorization get() {
        return kept.get(caller, () -> {
            isNew = true;
            return registry.authorize();
        });
    }

    /** Whether ECR was asked for it just now, so that another one would be no better. */
    boolean isNew() {
        return isNew;
    }

    void forget(EcrAuthorization refused) {
        kept.forget(caller, refused);
    }
}
