package io.jenkins.plugins.ecsdeploy.packaging;

import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AnnotationNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.FieldNode;
import org.objectweb.asm.tree.MethodNode;

/** Finds what carries an annotation, in bytecode: classes as {@code Outer$Inner}, members as {@code Outer$Inner#name}. */
record AnnotatedElements(String annotation) {

    Set<String> in(HpiFile jar) {
        Set<String> found = new TreeSet<>();
        for (String path : jar.classes()) {
            ClassNode node = new ClassNode();
            new ClassReader(jar.files().get(path)).accept(node, ClassReader.SKIP_CODE);
            String name = Type.getObjectType(node.name).getClassName();
            if (carries(node.visibleAnnotations)) {
                found.add(name);
            }
            for (MethodNode method : node.methods) {
                if (carries(method.visibleAnnotations)) {
                    found.add(name + "#" + method.name);
                }
            }
            for (FieldNode field : node.fields) {
                if (carries(field.visibleAnnotations)) {
                    found.add(name + "#" + field.name);
                }
            }
        }
        return found;
    }

    private boolean carries(List<AnnotationNode> annotations) {
        String descriptor = "L" + annotation.replace('.', '/') + ";";
        return (annotations == null ? Collections.<AnnotationNode>emptyList() : annotations)
                .stream().anyMatch(each -> each.desc.equals(descriptor));
    }
}
