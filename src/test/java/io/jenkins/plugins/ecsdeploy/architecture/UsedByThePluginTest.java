package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** One product: nothing in src/main is called by the tests and the rehearsal alone. */
class UsedByThePluginTest {

    /** What the tests have to ask that fill templates which they don't know. */
    private static final Set<String> ASKED_BY_TESTS = Set.of("TaskDefinitionTemplate.placeholders");

    private static final Set<JavaCodeUnit> REACHED =
            Reachable.from(Plugin.CLASSES, type -> Plugin.room(type).startsWith("jenkins"));

    @Test
    void jenkinsNeedsEveryClass() {
        Set<JavaClass> needed = REACHED.stream().map(JavaCodeUnit::getOwner).collect(Collectors.toSet());
        assertThat(Plugin.CLASSES.stream()
                        .filter(type -> type.getCodeUnits().stream().anyMatch(unit -> !isMadeByTheCompiler(unit)))
                        .filter(type -> !needed.contains(type) && !holdsConstantsAlone(type))
                        .map(JavaClass::getName))
                .isEmpty();
    }

    @Test
    void jenkinsCallsEveryMethod() {
        assertThat(Plugin.CLASSES.stream()
                        .flatMap(type -> type.getCodeUnits().stream())
                        .filter(unit -> !REACHED.contains(unit))
                        .filter(unit -> !isMadeByTheCompiler(unit) && !belongsToAValue(unit))
                        .filter(unit ->
                                !ASKED_BY_TESTS.contains(unit.getOwner().getSimpleName() + "." + unit.getName()))
                        .map(JavaCodeUnit::getFullName)
                        .sorted())
                .isEmpty();
    }

    /** The compiler copies constants to where they are used. */
    private static boolean holdsConstantsAlone(JavaClass type) {
        return type.getMethods().isEmpty();
    }

    /** Whether it only makes a value of the own type, or reads a field: tests make values and look into them. */
    private static boolean belongsToAValue(JavaCodeUnit unit) {
        return unit.isConstructor()
                || unit.getOwner().reflect().isRecord()
                        && unit.getRawReturnType().equals(unit.getOwner())
                || unit.getOwner().tryGetField(unit.getName()).isPresent()
                        && unit.getRawParameterTypes().isEmpty();
    }

    private static boolean isMadeByTheCompiler(JavaCodeUnit unit) {
        return unit.getModifiers().contains(JavaModifier.SYNTHETIC)
                || unit.getOwner().getModifiers().contains(JavaModifier.SYNTHETIC)
                || unit.getOwner().isEnum() && Set.of("values", "valueOf").contains(unit.getName());
    }
}
