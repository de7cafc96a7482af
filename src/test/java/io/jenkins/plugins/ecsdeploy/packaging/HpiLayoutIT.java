package io.jenkins.plugins.ecsdeploy.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import hudson.Extension;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.java.sezpoz.Index;
import net.java.sezpoz.IndexItem;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opens the .hpi that this build made: Jenkins has to find in it what is ours, and nothing else. */
class HpiLayoutIT {

    private static final String EXTENSION_INDEX = "META-INF/annotations/hudson.Extension";
    private static final String SYMBOL_INDEX = "META-INF/services/annotations/org.jenkinsci.Symbol";
    private static final String LICENSES = "WEB-INF/licenses.xml";
    private static final long TWENTY_FIVE_MEGABYTES = 25_000_000;

    private static HpiFile hpi;
    private static HpiFile ourJar;

    @BeforeAll
    static void open() throws IOException {
        hpi = HpiFile.built();
        ourJar = hpi.inner(HpiFile.OUR_JAR);
    }

    @Test
    void aManifestLicensesAndJarsAreAllThereIs() {
        assertThat(hpi.files().keySet())
                .startsWith(HpiFile.MANIFEST)
                .contains(HpiFile.OUR_JAR)
                .allMatch(path -> Set.of(HpiFile.MANIFEST, "LICENSE", LICENSES).contains(path)
                        || path.matches("WEB-INF/lib/[^/]+\\.jar"));
    }

    @Test
    void theLicensesOfThePluginAndOfAllThatItBundlesTravelAlong() {
        assertThat(new String(hpi.files().get("LICENSE"), StandardCharsets.UTF_8))
                .contains("MIT License");
        String licenses = new String(hpi.files().get(LICENSES), StandardCharsets.UTF_8);
        assertThat(licenses).doesNotContain("${");
        Set<String> named = new TreeSet<>();
        Pattern.compile("artifactId='([^']+)' version='([^']+)' url='[^']+'>\\s*<l:description/>\\s*<l:license name='")
                .matcher(licenses)
                .results()
                .forEach(match -> named.add(match.group(1) + "-" + match.group(2) + ".jar"));
        assertThat(named)
                .containsAll(hpi.jars().stream()
                        .filter(jar -> !jar.equals("ecs-deploy.jar"))
                        .toList());
        assertThat(named).hasSameSizeAs(hpi.jars());
    }

    @Test
    void itIsSmallerThanTwentyFiveMegabytes() throws IOException {
        assertThat(Files.size(HpiFile.builtPath())).isLessThan(TWENTY_FIVE_MEGABYTES);
    }

    @Test
    void theManifestSaysWhatJenkinsNeedsToKnow() throws IOException {
        Attributes manifest = hpi.manifest();

        assertThat(manifest.getValue("Short-Name")).isEqualTo("ecs-deploy");
        assertThat(manifest.getValue("Long-Name")).isEqualTo("Amazon ECS Deploy");
        assertThat(manifest.getValue("Plugin-Version")).isNotBlank().doesNotContain("$");
        assertThat(manifest.getValue("Jenkins-Version")).isEqualTo("2.479.3");
        assertThat(manifest.getValue("Plugin-License-Name")).isEqualTo("MIT License");
        assertThat(manifest.getValue("Support-Dynamic-Loading")).isNull();
    }

    /** PluginManager/installed.jelly: the name links to Url, and this is the text if there is no index page. */
    @Test
    void theManifestDescribesThePluginAndLinksToIt() throws IOException {
        assertThat(hpi.manifest().getValue("Specification-Title")).contains("Amazon ECS", "image");
        assertThat(hpi.manifest().getValue("Url")).startsWith("https://");
    }

    @Test
    void theSdkIsLoadedFromThePluginAndOthersAreMasked() throws IOException {
        Attributes manifest = hpi.manifest();

        assertThat(manifest.getValue("PluginFirstClassLoader")).isEqualTo("true");
        assertThat(manifest.getValue("Mask-Classes")).isEqualTo("software.amazon. META-INF/services/software");
    }

    @Test
    void everyNeededPluginIsNamedWithAVersionAndOnlyTheseAreOptional() throws IOException {
        List<PluginDependency> dependencies = PluginDependency.of(hpi.manifest());

        assertThat(names(dependencies, false))
                .containsExactlyInAnyOrder(
                        "workflow-step-api",
                        "structs",
                        "credentials",
                        "jackson2-api",
                        "docker-java-api",
                        "commons-compress-api",
                        "snakeyaml-api");
        assertThat(names(dependencies, true))
                .containsExactlyInAnyOrder(
                        "aws-credentials", "workflow-api", "workflow-support", "pipeline-input-step", "checks-api");
        assertThat(dependencies).allSatisfy(each -> assertThat(each.version()).matches("\\d[\\w.-]*"));
    }

    /** Jenkins' class filter (JEP-200) knows a plugin's classes by the manifest of the jar that they are in. */
    @Test
    void theJarInsideHasTheSameManifest() throws IOException {
        assertThat(ourJar.manifest()).isEqualTo(hpi.manifest());
    }

    @Test
    void ourJarHasOurClassesAndNobodyElses() {
        assertThat(ourJar.classes())
                .isNotEmpty()
                .allMatch(path -> path.startsWith("io/jenkins/plugins/ecsdeploy/"))
                .noneMatch(path -> path.contains("/simulator/") || path.contains("/rehearsal/"));
    }

    @Test
    void ourJarHasThePluginsDescription() {
        assertThat(new String(ourJar.files().get("index.jelly"), StandardCharsets.UTF_8))
                .startsWith("<?jelly escape-by-default='true'?>");
    }

    @Test
    void theSdkTravelsAlongWithOneHttpClient() {
        List<String> jars = hpi.jars();

        assertThat(Stream.of("ecs", "ecr", "sts", "sdk-core", "url-connection-client"))
                .allSatisfy(module -> assertThat(jars).anyMatch(jar -> jar.matches(module + "-\\d.*\\.jar")));
        assertThat(jars.stream().filter(jar -> jar.matches(".*-client-\\d.*")))
                .allMatch(jar -> jar.startsWith("url-connection-client-"));
    }

    @Test
    void zstdTravelsAlongForThePlatformsThatAgentsHave() throws IOException {
        String jar = hpi.jars().stream()
                .filter(name -> name.startsWith("zstd-jni-"))
                .findFirst()
                .orElseThrow();

        assertThat(hpi.inner(HpiFile.LIB + jar).files().keySet().stream()
                        .filter(path -> path.contains("/libzstd-jni-"))
                        .map(path -> path.substring(0, path.lastIndexOf('/'))))
                .containsExactlyInAnyOrder(
                        "linux/amd64",
                        "linux/aarch64",
                        "linux/arm",
                        "linux/ppc64le",
                        "linux/s390x",
                        "darwin/x86_64",
                        "darwin/aarch64",
                        "win/amd64",
                        "win/aarch64");
    }

    @Test
    void whatJenkinsAndItsLibraryPluginsHaveStaysOut() throws IOException {
        for (String jar : hpi.jars()) {
            assertThat(hpi.inner(HpiFile.LIB + jar).classes())
                    .as(jar)
                    .noneMatch(path -> Stream.of(
                                    "org/slf4j/",
                                    "com/fasterxml/jackson/",
                                    "com/github/dockerjava/",
                                    "org/apache/commons/",
                                    "org/apache/http/",
                                    "org/apache/hc/",
                                    "io/netty/",
                                    "com/google/common/",
                                    "edu/umd/cs/findbugs/",
                                    "net/java/sezpoz/",
                                    "jakarta/",
                                    "hudson/",
                                    "jenkins/",
                                    "org/jenkinsci/",
                                    "org/kohsuke/",
                                    "org/springframework/",
                                    "net/sf/json/",
                                    "com/cloudbees/")
                            .anyMatch(path::startsWith));
        }
    }

    @Test
    void theExtensionIndexListsEveryExtension(@TempDir Path folder) throws Exception {
        assertThat(indexedExtensions(folder)).isEqualTo(new AnnotatedElements("hudson.Extension").in(ourJar));
    }

    @Test
    void theSymbolIndexListsEverySymbol() {
        byte[] index = ourJar.files().getOrDefault(SYMBOL_INDEX, new byte[0]);
        List<String> listed = new String(index, StandardCharsets.UTF_8).lines().toList();

        assertThat(listed).doesNotHaveDuplicates();
        assertThat(new TreeSet<>(listed))
                .as("src/main/resources/" + SYMBOL_INDEX)
                .isEqualTo(new AnnotatedElements("org.jenkinsci.Symbol").in(ourJar));
    }

    private static Set<String> indexedExtensions(Path folder) throws IOException {
        byte[] index = ourJar.files().get(EXTENSION_INDEX);
        if (index == null) {
            return Set.of();
        }
        Path copy =
                Files.createDirectories(folder.resolve("META-INF/annotations")).resolve("hudson.Extension");
        Files.write(copy, index);
        Set<String> found = new TreeSet<>();
        for (IndexItem<Extension, Object> item : Index.load(Extension.class, Object.class, only(copy))) {
            found.add(item.className() + (item.memberName() == null ? "" : "#" + item.memberName()));
        }
        return found;
    }

    /** Finds that one file under any name: the class path has the same index, and would hide that the jar has none. */
    private static ClassLoader only(Path file) {
        return new ClassLoader(null) {
            @Override
            public Enumeration<URL> getResources(String name) throws IOException {
                return name.endsWith("hudson.Extension")
                        ? Collections.enumeration(List.of(file.toUri().toURL()))
                        : Collections.emptyEnumeration();
            }
        };
    }

    private static Set<String> names(List<PluginDependency> dependencies, boolean optional) {
        return dependencies.stream()
                .filter(each -> each.optional() == optional)
                .map(PluginDependency::name)
                .collect(Collectors.toSet());
    }
}
