package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;
import org.kohsuke.stapler.verb.POST;

/** What Jenkins answers to over HTTP. */
class WebMethodsTest {

    private final JavaClasses plugin = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.jenkins.plugins.ecsdeploy.jenkins");

    @Test
    void noLinkAndNoImageCanCallAWebMethod() {
        methods()
                .that()
                .haveNameMatching("do[A-Z].*")
                .should()
                .beAnnotatedWith(POST.class)
                .check(plugin);
    }
}
