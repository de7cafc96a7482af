package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.StringJoiner;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InnerClassNode;

/** Access flags in words, so that two can be compared and a difference read. */
final class Access {

    private Access() {}

    static boolean has(int access, int flag) {
        return (access & flag) != 0;
    }

    /** Whether other packages see it. */
    static boolean isVisible(int access) {
        return has(access, Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED);
    }

    /** The flags as the source has them: a nested class's own flags say neither static nor protected. */
    static int ofClass(ClassNode node) {
        for (InnerClassNode inner : node.innerClasses) {
            if (inner.name.equals(node.name)) {
                return inner.access;
            }
        }
        return node.access;
    }

    /** Kind and modifiers of a class. Enums leave out abstract and final: constants with a body decide those. */
    static String describeClass(ClassNode node) {
        int access = ofClass(node);
        StringJoiner words = visibility(access);
        boolean isEnum = has(access, Opcodes.ACC_ENUM);
        boolean isInterface = has(access, Opcodes.ACC_INTERFACE);
        add(words, node.outerClass == null && has(access, Opcodes.ACC_STATIC), "static");
        add(words, !isEnum && !isInterface && has(access, Opcodes.ACC_ABSTRACT), "abstract");
        add(words, !isEnum && has(access, Opcodes.ACC_FINAL), "final");
        words.add(
                has(access, Opcodes.ACC_ANNOTATION)
                        ? "@interface"
                        : isInterface ? "interface" : isEnum ? "enum" : "class");
        return words.toString();
    }

    /** Modifiers of a method or field. */
    static String describeMember(int access) {
        StringJoiner words = visibility(access);
        add(words, has(access, Opcodes.ACC_STATIC), "static");
        add(words, has(access, Opcodes.ACC_ABSTRACT), "abstract");
        add(words, has(access, Opcodes.ACC_FINAL), "final");
        return words.toString();
    }

    private static StringJoiner visibility(int access) {
        StringJoiner words = new StringJoiner(" ");
        add(words, has(access, Opcodes.ACC_PUBLIC), "public");
        add(words, has(access, Opcodes.ACC_PROTECTED), "protected");
        add(words, has(access, Opcodes.ACC_PRIVATE), "private");
        return words;
    }

    private static void add(StringJoiner words, boolean has, String word) {
        if (has) {
            words.add(word);
        }
    }
}
