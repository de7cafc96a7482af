package io.jenkins.plugins.ecsdeploy.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.domain.JavaClass;
import java.io.Serializable;
import org.junit.jupiter.api.Test;

/** What a build saves is written by JBoss Marshalling, which calls a record's accessors from outside. */
class SavedRecordsTest {

    @Test
    void recordsThatMayBeSavedArePublic() {
        classes()
                .that()
                .areRecords()
                .and()
                .implement(Serializable.class)
                .should()
                .bePublic()
                .because("program.dat can't be written otherwise: \"Cannot invoke record getter\"")
                .check(Plugin.CLASSES.that(JavaClass.Predicates.resideInAPackage(Plugin.ROOT + "..")));
    }
}
