package io.jenkins.plugins.ecsdeploy.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** One product: nothing in src/main is called by the tests and the rehearsal alone. */
class UsedByThePluginTest {

    /** The picture of a deployment, which the rehearsal alone draws until Jenkins shows it on the build's page. */
    private static final Set<String> NOT_YET_IN_JENKINS =
            Set.of("DeploymentReport", "HtmlReport", "Timeline", "TimelineRecorder", "TimelineSvg");

    private static final Set<JavaCodeUnit> REACHED = Reachable.from(
            Plugin.CLASSES,
            type -> Plugin.room(type).startsWith("jenkins")
                    || NOT_YET_IN_JENKINS.contains(Plugin.topLevel(type).getSimpleName()));

    @Test
    void jenkinsCallsEveryMethodAndConstructor() {
        List<String> unused = Plugin.CLASSES.stream()
                .flatMap(type -> type.getCodeUnits().stream())
                .filter(unit -> !REACHED.contains(unit))
                .filter(unit -> !isMadeByTheCompiler(unit) && !keepsAUtilityFromBeingMade(unit))
                .map(JavaCodeUnit::getFullName)
                .sorted()
                .toList();
        assertThat(unused).isEmpty();
    }

    /** Each of them is an exception for as long as it is one. */
    @Test
    void jenkinsDoesNotCallTheExceptionsYet() {
        Set<JavaCodeUnit> withoutThem =
                Reachable.from(Plugin.CLASSES, type -> Plugin.room(type).startsWith("jenkins"));
        assertThat(withoutThem.stream()
                        .map(unit -> Plugin.topLevel(unit.getOwner()).getSimpleName())
                        .filter(NOT_YET_IN_JENKINS::contains))
                .isEmpty();
    }

    private static boolean isMadeByTheCompiler(JavaCodeUnit unit) {
        JavaClass owner = unit.getOwner();
        boolean ofEnum = owner.isEnum() && Set.of("values", "valueOf").contains(unit.getName());
        boolean ofRecord = owner.isRecord()
                && owner.tryGetField(unit.getName()).isPresent()
                && unit.getRawParameterTypes().isEmpty();
        return ofEnum || ofRecord || unit.getModifiers().contains(JavaModifier.SYNTHETIC);
    }

    private static boolean keepsAUtilityFromBeingMade(JavaCodeUnit unit) {
        return unit.isConstructor() && unit.getModifiers().contains(JavaModifier.PRIVATE);
    }
}
