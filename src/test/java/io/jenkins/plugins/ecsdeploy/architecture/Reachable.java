package io.jenkins.plugins.ecsdeploy.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaMethod;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The methods and constructors that can be called, beginning with all of some classes. A call of a method reaches those
 * that override it, in classes of which something is reached; these can also be called by the libraries whose methods they
 * override.
 */
final class Reachable {

    private final Set<JavaCodeUnit> reached = new HashSet<>();
    private final Set<JavaClass> used = new HashSet<>();
    private final Deque<JavaCodeUnit> toRead = new ArrayDeque<>();

    private Reachable() {}

    /** @param roots the classes that are called from outside */
    static Set<JavaCodeUnit> from(JavaClasses classes, Predicate<JavaClass> roots) {
        Reachable reachable = new Reachable();
        classes.stream().filter(roots).forEach(root -> root.getCodeUnits().forEach(reachable::reach));
        while (!reachable.toRead.isEmpty()) {
            reachable.read(reachable.toRead.pop());
        }
        return reachable.reached;
    }

    private void reach(JavaCodeUnit unit) {
        if (Plugin.isOurs(unit.getOwner()) && reached.add(unit)) {
            toRead.push(unit);
            use(unit.getOwner());
        }
    }

    private void use(JavaClass type) {
        if (used.add(type)) {
            type.getStaticInitializer().ifPresent(this::reach);
            type.getMethods().stream()
                    .filter(method -> overridesALibrary(method) || overridesWhatIsReached(method))
                    .forEach(this::reach);
        }
    }

    private void read(JavaCodeUnit unit) {
        unit.getCallsFromSelf().forEach(call -> target(call.getTarget()));
        unit.getCodeUnitReferencesFromSelf().forEach(reference -> target(reference.getTarget()));
        unit.getFieldAccesses().stream()
                .map(access -> access.getTargetOwner())
                .filter(Plugin::isOurs)
                .forEach(this::use);
    }

    private void target(CodeUnitAccessTarget target) {
        target.resolveMember().ifPresent(member -> {
            reach(member);
            if (member instanceof JavaMethod method) {
                method.getOwner().getAllSubclasses().stream()
                        .filter(used::contains)
                        .flatMap(type -> type.getMethods().stream())
                        .filter(own -> isAlike(own, method))
                        .forEach(this::reach);
            }
        });
    }

    private boolean overridesWhatIsReached(JavaMethod method) {
        return supertypes(method)
                .filter(Plugin::isOurs)
                .flatMap(type -> type.getMethods().stream())
                .anyMatch(known -> isAlike(known, method) && reached.contains(known));
    }

    /** Such as run(), close(), toString(), or the methods that serialization calls. */
    private static boolean overridesALibrary(JavaMethod method) {
        return Set.of("readResolve", "writeObject", "readObject").contains(method.getName())
                || supertypes(method.getOwner().reflect())
                        .filter(type -> !type.getName().startsWith(Plugin.ROOT))
                        .flatMap(type -> Arrays.stream(type.getDeclaredMethods()))
                        .anyMatch(known -> known.getName().equals(method.getName())
                                && known.getParameterCount()
                                        == method.getRawParameterTypes().size());
    }

    /** By reflection: the architecture tests read no libraries. */
    private static Stream<Class<?>> supertypes(Class<?> type) {
        return Stream.concat(Stream.ofNullable(type.getSuperclass()), Arrays.stream(type.getInterfaces()))
                .flatMap(parent -> Stream.concat(Stream.of(parent), supertypes(parent)));
    }

    private static Stream<JavaClass> supertypes(JavaMethod method) {
        return Stream.concat(
                method.getOwner().getAllRawSuperclasses().stream(), method.getOwner().getAllRawInterfaces().stream());
    }

    /** Types are not compared: a generic parameter has another one where it is overridden. */
    private static boolean isAlike(JavaMethod one, JavaMethod other) {
        return one.getName().equals(other.getName())
                && one.getRawParameterTypes().size()
                        == other.getRawParameterTypes().size();
    }
}
