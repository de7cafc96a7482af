package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.LdcInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.MultiANewArrayInsnNode;
import org.objectweb.asm.tree.TypeInsnNode;

/**
 * Checks that what a class of ours refers to would link: every class, method and field is there, static or not as it is
 * used, seen from here; no abstract method is left open, no final one overridden.
 */
record LinkCheck(ClassPool pool, String ourPackage, Set<String> problems) {

    private static final Set<String> POLYMORPHIC =
            Set.of("java/lang/invoke/MethodHandle", "java/lang/invoke/VarHandle");

    LinkCheck(ClassPool pool, String ourPackage) {
        this(pool, ourPackage, new LinkedHashSet<>());
    }

    /** Checks one class; problems are added to the set. Returns how many references were followed. */
    int check(ClassNode ours) {
        type(ours, Type.getObjectType(ours.superName));
        ours.interfaces.forEach(each -> type(ours, Type.getObjectType(each)));
        ours.fields.forEach(field -> type(ours, Type.getType(field.desc)));
        int followed = 0;
        for (MethodNode method : ours.methods) {
            types(ours, method.desc);
            for (AbstractInsnNode instruction : method.instructions) {
                followed += follow(ours, instruction);
            }
            overridesNothingFinal(ours, method);
        }
        leavesNothingOpen(ours);
        return followed;
    }

    private int follow(ClassNode ours, AbstractInsnNode instruction) {
        if (instruction instanceof MethodInsnNode call) {
            boolean isStatic = call.getOpcode() == Opcodes.INVOKESTATIC;
            method(ours, call.owner, call.name, call.desc, isStatic, call.itf);
        } else if (instruction instanceof FieldInsnNode access) {
            boolean isStatic = access.getOpcode() == Opcodes.GETSTATIC || access.getOpcode() == Opcodes.PUTSTATIC;
            field(ours, access.owner, access.name, access.desc, isStatic);
        } else if (instruction instanceof TypeInsnNode type) {
            type(ours, Type.getObjectType(type.desc));
        } else if (instruction instanceof MultiANewArrayInsnNode array) {
            type(ours, Type.getType(array.desc));
        } else if (instruction instanceof LdcInsnNode constant) {
            constant(ours, constant.cst);
        } else if (instruction instanceof InvokeDynamicInsnNode dynamic) {
            types(ours, dynamic.desc);
            constant(ours, dynamic.bsm);
            for (Object argument : dynamic.bsmArgs) {
                constant(ours, argument);
            }
        } else {
            return 0;
        }
        return 1;
    }

    private void constant(ClassNode ours, Object constant) {
        if (constant instanceof Type type) {
            if (type.getSort() == Type.METHOD) {
                types(ours, type.getDescriptor());
            } else {
                type(ours, type);
            }
        } else if (constant instanceof Handle handle) {
            boolean isStatic = handle.getTag() == Opcodes.H_INVOKESTATIC || handle.getTag() == Opcodes.H_GETSTATIC;
            if (handle.getDesc().startsWith("(")) {
                method(ours, handle.getOwner(), handle.getName(), handle.getDesc(), isStatic, handle.isInterface());
            } else {
                field(ours, handle.getOwner(), handle.getName(), handle.getDesc(), isStatic);
            }
        }
    }

    private void types(ClassNode ours, String methodDescriptor) {
        type(ours, Type.getReturnType(methodDescriptor));
        for (Type each : Type.getArgumentTypes(methodDescriptor)) {
            type(ours, each);
        }
    }

    private void type(ClassNode ours, Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() == Type.OBJECT
                && pool.find(element.getInternalName()).isEmpty()) {
            problem(ours, "there is no class " + element.getInternalName());
        }
    }

    private void method(
            ClassNode ours, String owner, String name, String descriptor, boolean isStatic, boolean isInterface) {
        if (owner.startsWith("[") || POLYMORPHIC.contains(owner)) {
            return;
        }
        Optional<ClassNode> declared = pool.find(owner);
        if (declared.isEmpty()) {
            problem(ours, "there is no class " + owner);
            return;
        }
        String what = owner + "." + name + descriptor;
        if (isInterface != Access.has(declared.get().access, Opcodes.ACC_INTERFACE)) {
            problem(
                    ours,
                    what + (isInterface ? " is called on an interface that is none" : " is called on an interface"));
        }
        Optional<Members.Method> found = new Members(pool).method(owner, name, descriptor);
        if (found.isEmpty()) {
            problem(ours, "there is no method " + what);
            return;
        }
        used(ours, what, found.get().owner(), found.get().node().access, isStatic);
    }

    private void field(ClassNode ours, String owner, String name, String descriptor, boolean isStatic) {
        String what = owner + "." + name + " " + descriptor;
        Optional<Members.Field> found = new Members(pool).field(owner, name, descriptor);
        if (found.isEmpty()) {
            problem(ours, "there is no field " + what);
            return;
        }
        used(ours, what, found.get().owner(), found.get().node().access, isStatic);
    }

    private void used(ClassNode ours, String what, ClassNode owner, int access, boolean isStatic) {
        if (isStatic != Access.has(access, Opcodes.ACC_STATIC)) {
            problem(ours, what + (isStatic ? " is not static" : " is static"));
        }
        if (owner.name.startsWith(ourPackage)) {
            return;
        }
        boolean inherited = Access.has(access, Opcodes.ACC_PROTECTED)
                && (owner.name.equals("java/lang/Object")
                        || pool.lineage(ours.name).contains(owner.name));
        if (!Access.has(access, Opcodes.ACC_PUBLIC) && !inherited && !nestMayUse(ours, access, owner)) {
            problem(ours, what + " is not seen from here");
        }
    }

    /** A lambda's or inner class's outer class may be the one that inherits a protected member. */
    private boolean nestMayUse(ClassNode ours, int access, ClassNode owner) {
        return Access.has(access, Opcodes.ACC_PROTECTED)
                && ours.nestHostClass != null
                && pool.lineage(ours.nestHostClass).contains(owner.name);
    }

    private void overridesNothingFinal(ClassNode ours, MethodNode method) {
        if (method.name.startsWith("<") || Access.has(method.access, Opcodes.ACC_STATIC | Opcodes.ACC_PRIVATE)) {
            return;
        }
        for (String above : pool.superclasses(ours.superName)) {
            pool.find(above)
                    .ifPresent(node -> node.methods.stream()
                            .filter(each -> each.name.equals(method.name) && each.desc.equals(method.desc))
                            .filter(each -> Access.isVisible(each.access) && Access.has(each.access, Opcodes.ACC_FINAL))
                            .forEach(each -> problem(ours, method.name + method.desc + " is final in " + above)));
        }
    }

    private void leavesNothingOpen(ClassNode ours) {
        pool.find(ours.superName)
                .filter(above -> Access.has(above.access, Opcodes.ACC_FINAL))
                .ifPresent(above -> problem(ours, "its superclass " + above.name + " is final"));
        if (Access.has(ours.access, Opcodes.ACC_ABSTRACT | Opcodes.ACC_INTERFACE)) {
            return;
        }
        for (String above : pool.lineage(ours.name)) {
            pool.find(above).stream().flatMap(node -> node.methods.stream()).forEach(method -> {
                if (Access.has(method.access, Opcodes.ACC_ABSTRACT)
                        && new Members(pool)
                                .method(ours.name, method.name, method.desc)
                                .filter(found -> Access.has(found.node().access, Opcodes.ACC_ABSTRACT))
                                .isPresent()) {
                    problem(ours, "leaves " + above + "." + method.name + method.desc + " open");
                }
            });
        }
    }

    private void problem(ClassNode ours, String what) {
        problems.add(ours.name + ": " + what);
    }
}
