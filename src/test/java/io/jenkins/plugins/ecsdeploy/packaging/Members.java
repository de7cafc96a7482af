package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.List;
import java.util.Optional;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds a class's methods and fields as the JVM does: in the class, then in its supertypes (JVMS 5.4.3). */
record Members(ClassPool pool) {

    /** @param owner the class that declares it */
    record Method(ClassNode owner, MethodNode node) {}

    /** @param owner the class that declares it */
    record Field(ClassNode owner, FieldNode node) {}

    /** Superclasses come before interfaces, and a default method before an abstract one of another interface. */
    Optional<Method> method(String owner, String name, String descriptor) {
        Method undefined = null;
        for (String each : name.equals("<init>") ? List.of(owner) : pool.lineage(owner)) {
            Optional<Method> found = pool.find(each)
                    .flatMap(node -> node.methods.stream()
                            .filter(method -> method.name.equals(name) && method.desc.equals(descriptor))
                            .map(method -> new Method(node, method))
                            .findFirst());
            if (found.isPresent()) {
                boolean inInterface = Access.has(found.get().owner().access, Opcodes.ACC_INTERFACE);
                if (!inInterface || !Access.has(found.get().node().access, Opcodes.ACC_ABSTRACT)) {
                    return found;
                }
                undefined = undefined == null ? found.get() : undefined;
            }
        }
        return Optional.ofNullable(undefined)
                .or(() -> pool.find(owner)
                        .filter(node -> Access.has(node.access, Opcodes.ACC_INTERFACE))
                        .flatMap(node -> method("java/lang/Object", name, descriptor)));
    }

    Optional<Field> field(String owner, String name, String descriptor) {
        return pool.lineage(owner).stream()
                .flatMap(each -> pool.find(each).stream())
                .flatMap(node -> node.fields.stream()
                        .filter(field -> field.name.equals(name) && field.desc.equals(descriptor))
                        .map(field -> new Field(node, field)))
                .findFirst();
    }
}
