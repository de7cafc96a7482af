package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/**
 * Compares signatures with the real classes. A signature may leave out supertypes and members; what it has must be so in
 * the real class: kind, modifiers, supertypes, descriptors, generic bounds, checked exceptions, constants. A newer Jenkins may
 * differ as long as what was compiled with the signature still links.
 *
 * @param breaks what ends in an {@link IncompatibleClassChangeError} or the like: a class or member that is gone, static or
 *     not, an interface or not, seen by fewer
 * @param differences anything else
 */
record SignatureComparison(ClassPool real, List<String> breaks, List<String> differences) {

    private static final Set<String> TRUE_OF_ANNOTATIONS =
            Set.of("Ljava/lang/annotation/Retention;", "Ljava/lang/annotation/Target;");

    SignatureComparison(ClassPool real) {
        this(real, new ArrayList<>(), new ArrayList<>());
    }

    /** Compares one; what is found is added to the lists. Returns how many members were compared. */
    int compare(ClassNode signature) {
        Optional<ClassNode> found = real.find(signature.name);
        if (found.isEmpty()) {
            breaks.add(signature.name + ": there is no such class");
            return 0;
        }
        ClassNode actual = found.get();
        same(signature.name, Access.describeClass(signature), Access.describeClass(actual));
        links(signature.name, Access.ofClass(signature), Access.ofClass(actual));
        Set<String> lineage = real.lineage(signature.name);
        if (!lineage.contains(signature.superName)) {
            String gone = signature.name + ": superclass " + signature.superName + " is not above the real class";
            (inheritsElsewhere(signature) ? differences : breaks).add(gone);
        }
        signature.interfaces.stream()
                .filter(each -> !lineage.contains(each))
                .forEach(each -> breaks.add(signature.name + ": interface " + each + " is not above the real class"));
        if (Access.has(signature.access, Opcodes.ACC_ANNOTATION)) {
            same(signature.name, meta(signature), meta(actual));
        }
        int members = 0;
        for (MethodNode method : signature.methods) {
            if (isPartOfIt(method.access)) {
                compare(signature, method);
                members++;
            }
        }
        for (FieldNode field : signature.fields) {
            if (isPartOfIt(field.access)) {
                compare(signature, field);
                members++;
            }
        }
        return members;
    }

    /** Whether the real class has what its former superclass passed on: such as a method that became an interface's default. */
    private boolean inheritsElsewhere(ClassNode signature) {
        return real.find(signature.superName).stream()
                .flatMap(former -> former.methods.stream())
                .filter(method -> isPartOfIt(method.access) && !method.name.equals("<init>"))
                .allMatch(method -> new Members(real)
                        .method(signature.name, method.name, method.desc)
                        .isPresent());
    }

    private void links(String where, int signature, int actual) {
        for (int kind : List.of(Opcodes.ACC_STATIC, Opcodes.ACC_INTERFACE)) {
            if (Access.has(signature, kind) != Access.has(actual, kind)) {
                breaks.add(where + ": is " + (Access.has(actual, kind) ? "" : "not ")
                        + (kind == Opcodes.ACC_STATIC ? "static" : "an interface"));
            }
        }
        if (visibility(actual) < visibility(signature)) {
            breaks.add(where + ": is seen by fewer");
        }
    }

    private static int visibility(int access) {
        return Access.has(access, Opcodes.ACC_PUBLIC) ? 2 : Access.has(access, Opcodes.ACC_PROTECTED) ? 1 : 0;
    }

    /** What other packages don't see they can't link to: constructors that only keep the compiler content. */
    private static boolean isPartOfIt(int access) {
        return Access.isVisible(access) && !Access.has(access, Opcodes.ACC_SYNTHETIC);
    }

    private void compare(ClassNode signature, MethodNode method) {
        String where = signature.name + "." + method.name + method.desc;
        Optional<Members.Method> found = new Members(real).method(signature.name, method.name, method.desc);
        if (found.isEmpty()) {
            breaks.add(where + ": there is no such method");
            return;
        }
        MethodNode actual = found.get().node();
        links(where, method.access, actual.access);
        same(where, Access.describeMember(method.access), Access.describeMember(actual.access));
        same(
                where + " throws",
                checked(method.exceptions).toString(),
                checked(actual.exceptions).toString());
        if (found.get().owner().name.equals(signature.name)) {
            same(where + " generic", Objects.toString(method.signature), Objects.toString(actual.signature));
            same(where + " default", isSet(method.annotationDefault), isSet(actual.annotationDefault));
        }
    }

    private void compare(ClassNode signature, FieldNode field) {
        String where = signature.name + "." + field.name + " " + field.desc;
        Optional<Members.Field> found = new Members(real).field(signature.name, field.name, field.desc);
        if (found.isEmpty()) {
            breaks.add(where + ": there is no such field");
            return;
        }
        FieldNode actual = found.get().node();
        links(where, field.access, actual.access);
        same(where, Access.describeMember(field.access), Access.describeMember(actual.access));
        same(where + " generic", Objects.toString(field.signature), Objects.toString(actual.signature));
        if (field.value != null) {
            same(where + " constant", field.value.toString(), Objects.toString(actual.value));
        }
    }

    /** The exceptions that a caller has to know: without RuntimeException, Error and what is below them. */
    private Set<String> checked(List<String> exceptions) {
        Set<String> checked = new TreeSet<>();
        for (String each : exceptions) {
            List<String> chain = real.superclasses(each);
            if (!chain.contains("java/lang/RuntimeException") && !chain.contains("java/lang/Error")) {
                checked.add(each);
            }
        }
        return checked;
    }

    private static String meta(ClassNode annotation) {
        Set<String> meta = new TreeSet<>();
        for (AnnotationNode each : annotation.visibleAnnotations) {
            if (TRUE_OF_ANNOTATIONS.contains(each.desc)) {
                meta.add(each.desc + text(each.values));
            }
        }
        return meta.toString();
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(SignatureComparison::text).toList().toString();
        }
        return value instanceof String[] pair ? List.of(pair).toString() : String.valueOf(value);
    }

    private static String isSet(Object value) {
        return value == null ? "none" : "set";
    }

    private void same(String where, String signature, String actual) {
        if (!signature.equals(actual)) {
            differences.add(where + ": is `" + actual + "`, the signature says `" + signature + "`");
        }
    }
}
