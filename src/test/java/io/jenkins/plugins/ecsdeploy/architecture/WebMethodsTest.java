package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.POST;

/** What Jenkins answers to over HTTP. */
class WebMethodsTest {

    @Test
    void noLinkAndNoImageCanCallAWebMethod() {
        methods()
                .that()
                .areDeclaredInClassesThat()
                .resideInAPackage(Plugin.ROOT + ".jenkins..")
                .and()
                .haveNameMatching("do[A-Z].*")
                .should()
                .beAnnotatedWith(POST.class)
                .check(Plugin.CLASSES);
    }
}
