package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.Serializable;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a build saves is written by JBoss Marshalling, which calls a record's accessors from outside. */
class SavedRecordsTest {

    @Test
    void recordsThatMayBeSavedArePublic() {
        List<JavaClass> records = Plugin.CLASSES.stream()
                .filter(type -> type.reflect().isRecord() && Serializable.class.isAssignableFrom(type.reflect()))
                .toList();
        assertThat(records)
                .isNotEmpty()
                .allSatisfy(type ->
                        assertThat(type.getModifiers()).as(type.getName()).contains(JavaModifier.PUBLIC));
    }
}
