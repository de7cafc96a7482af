package io.jenkins.plugins.ecsdeploy.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Compares {@code src/jenkins-api} and all that our classes refer to with a real Jenkins: {@code -Djenkins.war=…} and
 * {@code -Djenkins.plugins=DIR} (a folder of .jpi or .hpi). Skipped without them.
 */
@EnabledIfSystemProperty(named = "jenkins.war", matches = ".+", disabledReason = "give a Jenkins: -Djenkins.war=…")
@EnabledIfSystemProperty(named = "jenkins.plugins", matches = ".+", disabledReason = "give -Djenkins.plugins=DIR")
class SignaturesIT {

    private static final String OURS = "io/jenkins/plugins/ecsdeploy/";
    /** Since 2.532; what needs it is an optional extension. */
    private static final String TAB = "jenkins/model/Tab";

    private static final String NEEDS_TAB = OURS + "jenkins/page/DeploymentsTab";

    private static final Path COMPILED = Path.of("target/classes");

    @TempDir
    private static Path folder;

    /** The one that the signatures are written for; a newer one may differ in what still links. */
    private static boolean isOldestSupported;

    private static JenkinsJars jenkins;
    private static ClassPool real;
    private static ClassPool inPlugin;

    @BeforeAll
    static void unpack() throws IOException {
        String war = System.getProperty("jenkins.war");
        String plugins = System.getProperty("jenkins.plugins");
        HpiFile hpi = HpiFile.built();
        try (JarFile core = new JarFile(war)) {
            isOldestSupported = hpi.manifest()
                    .getValue("Jenkins-Version")
                    .equals(core.getManifest().getMainAttributes().getValue("Jenkins-Version"));
        }
        jenkins = JenkinsJars.unpack(
                Path.of(war), Path.of(plugins), hpi, Files.createDirectory(folder.resolve("jenkins")));
        real = new ClassPool();
        inPlugin = new ClassPool();
        // plugin first, as the manifest asks for
        for (String jar : hpi.jars()) {
            Path copy = folder.resolve(jar);
            Files.write(copy, hpi.files().get(HpiFile.LIB + jar));
            inPlugin.addJar(copy);
        }
        for (Path jar : jenkins.jars()) {
            real.addJar(jar);
            inPlugin.addJar(jar);
        }
    }

    @AfterAll
    static void close() throws IOException {
        if (real != null) {
            real.close();
            inPlugin.close();
        }
    }

    @Test
    void everyPluginThatOursNeedsIsInTheFolder() {
        assertThat(jenkins.missing()).isEmpty();
    }

    @Test
    void everySignatureIsAsTheRealClass(TestReporter reporter) throws IOException {
        SignatureComparison comparison = new SignatureComparison(real);
        int members = 0;
        try (ClassPool compiled = new ClassPool()) {
            compiled.addFolder(COMPILED);
            List<String> signatures = compiled.names().stream()
                    .filter(name -> !name.startsWith(OURS) && !isTooNew(name))
                    .sorted()
                    .toList();
            for (String name : signatures) {
                members += comparison.compare(compiled.find(name).orElseThrow());
            }
            reporter.publishEntry("compared", signatures.size() + " signatures with " + members + " members");
        }

        assertThat(comparison.breaks()).isEmpty();
        if (isOldestSupported) {
            assertThat(comparison.differences()).isEmpty();
        } else {
            reporter.publishEntry("differences of a newer Jenkins", String.join("\n", comparison.differences()));
        }
        assertThat(members).isPositive();
    }

    private static boolean isTooNew(String name) {
        return isOldestSupported && (name.equals(TAB) || name.startsWith(NEEDS_TAB));
    }

    @Test
    void everyReferenceOfOursLinksInThatJenkins(TestReporter reporter) {
        LinkCheck links = new LinkCheck(inPlugin, OURS);
        int followed = 0;
        for (String name : inPlugin.names()) {
            if (name.startsWith(OURS) && !isTooNew(name)) {
                followed += links.check(inPlugin.find(name).orElseThrow());
            }
        }
        reporter.publishEntry("followed", followed + " references");

        assertThat(links.problems()).isEmpty();
        assertThat(followed).isPositive();
    }
}
