package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** What Jenkins saves with a build, or sends to an agent. */
class SavedValuesTest {

    /** JBoss Marshalling, which saves Pipelines, calls the accessors of a record from outside of its package. */
    @Test
    void aRecordThatIsSavedIsPublic() {
        classes()
                .that(DescribedPredicate.describe(
                        "are records", type -> type.reflect().isRecord()))
                .and()
                .areAssignableTo(Serializable.class)
                .should()
                .bePublic()
                .check(Plugin.CLASSES);
    }
}
