package io.jenkins.plugins.ecsdeploy.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.MethodNode;

/** Tells what breaks the linkage of a compiled plugin from what only differs in a newer Jenkins. */
class SignatureComparisonTest {

    private static final int CLASS = Opcodes.ACC_PUBLIC;
    private static final int INTERFACE = Opcodes.ACC_PUBLIC | Opcodes.ACC_INTERFACE | Opcodes.ACC_ABSTRACT;
    private static final int ABSTRACT = Opcodes.ACC_PUBLIC | Opcodes.ACC_ABSTRACT;

    @TempDir
    Path folder;

    @Test
    void aMethodThatBecameADefaultDiffersOnly() throws IOException {
        SignatureComparison found = compare(
                named("Thing", INTERFACE, "java/lang/Object", ABSTRACT),
                named("Thing", INTERFACE, "java/lang/Object", CLASS));

        assertThat(found.breaks()).isEmpty();
        assertThat(found.differences()).singleElement().asString().contains("is `public`");
    }

    @Test
    void aSuperclassWhoseMethodsAreStillThereDiffersOnly() throws IOException {
        write(named("Former", CLASS, "java/lang/Object", CLASS));
        SignatureComparison found =
                compare(named("Thing", CLASS, "Former", CLASS), named("Thing", CLASS, "java/lang/Object", CLASS));

        assertThat(found.breaks()).isEmpty();
        assertThat(found.differences()).singleElement().asString().contains("superclass Former");
    }

    @Test
    void aMethodThatBecameStaticBreaks() throws IOException {
        SignatureComparison found = compare(
                named("Thing", CLASS, "java/lang/Object", CLASS),
                named("Thing", CLASS, "java/lang/Object", CLASS | Opcodes.ACC_STATIC));

        assertThat(found.breaks()).singleElement().asString().endsWith("is static");
    }

    @Test
    void aMethodThatFewerSeeBreaks() throws IOException {
        SignatureComparison found = compare(
                named("Thing", CLASS, "java/lang/Object", CLASS),
                named("Thing", CLASS, "java/lang/Object", Opcodes.ACC_PROTECTED));

        assertThat(found.breaks()).singleElement().asString().endsWith("is seen by fewer");
    }

    @Test
    void aClassThatBecameAnInterfaceBreaks() throws IOException {
        SignatureComparison found = compare(
                named("Thing", CLASS, "java/lang/Object", CLASS), named("Thing", INTERFACE, "java/lang/Object", CLASS));

        assertThat(found.breaks()).singleElement().asString().endsWith("is an interface");
    }

    private SignatureComparison compare(ClassNode signature, ClassNode real) throws IOException {
        write(real);
        try (ClassPool pool = new ClassPool()) {
            pool.addFolder(folder);
            SignatureComparison comparison = new SignatureComparison(pool);
            assertThat(comparison.compare(signature)).isEqualTo(1);
            return comparison;
        }
    }

    private void write(ClassNode node) throws IOException {
        ClassWriter writer = new ClassWriter(0);
        node.accept(writer);
        Files.write(folder.resolve(node.name + ".class"), writer.toByteArray());
    }

    /** A class with one method. */
    private static ClassNode named(String name, int access, String superclass, int method) {
        ClassNode node = new ClassNode();
        node.visit(Opcodes.V17, access, name, null, superclass, null);
        node.methods.addAll(List.of(new MethodNode(method, "run", "()V", null, null)));
        return node;
    }
}
