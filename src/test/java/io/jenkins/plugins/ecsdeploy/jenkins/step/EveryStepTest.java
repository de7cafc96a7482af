package io.jenkins.plugins.ecsdeploy.jenkins.step;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.jenkins.driver.StepTypes;
import io.jenkins.plugins.ecsdeploy.operations.StepNames;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jenkinsci.Symbol;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.kohsuke.stapler.DataBoundConstructor;
import org.kohsuke.stapler.DataBoundSetter;

/** What each name of {@link StepNames} needs to be a step: whoever adds one reads here what is missing. */
class EveryStepTest {

    private static final String ROOM = "io.jenkins.plugins.ecsdeploy.jenkins.";
    private static final Path VIEWS = Path.of("src/main/resources/io/jenkins/plugins/ecsdeploy/jenkins");

    static List<String> names() {
        return StepTypes.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAStepWithItsName(String name) throws ReflectiveOperationException {
        Class<?> step = step(name);

        assertThat(EcsStep.class).isAssignableFrom(step);
        EcsStepDescriptor descriptor = (EcsStepDescriptor) Class.forName(step.getName() + "$DescriptorImpl")
                .getConstructor()
                .newInstance();
        assertThat(descriptor.getFunctionName()).isEqualTo(name);
        assertThat(descriptor.getDisplayName()).startsWith("Amazon ECS: ");
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAFreestyleBuildStepThatNoScriptCalls(String name) throws ReflectiveOperationException {
        Class<?> builder = Class.forName(ROOM + "freestyle." + StepTypes.prefix(name) + "Builder");

        assertThat(builder.getConstructor(step(name)).isAnnotationPresent(DataBoundConstructor.class))
                .isTrue();
        // with a symbol, the Snippet Generator lists it beside the step, by the same name
        assertThat(Class.forName(builder.getName() + "$DescriptorImpl").isAnnotationPresent(Symbol.class))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("names")
    void hasAFormAndHelpForEachOfItsFields(String name) throws Exception {
        Path views = views(step(name));

        assertThat(views.resolve("config.jelly")).exists();
        assertThat(views.resolve("help.html")).exists();
        for (String field : fields(step(name)).toList()) {
            assertThat(hierarchy(step(name)).map(type -> views(type).resolve("help-" + field + ".html")))
                    .as("help of " + field)
                    .anyMatch(Files::exists);
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void isInTheReference(String name) throws Exception {
        String reference = Files.readString(Path.of("docs/steps.md"));

        assertThat(reference)
                .contains("\n## " + name + "\n", "[`" + name + "`](#" + name.toLowerCase(Locale.ROOT) + ")");
        String section = reference.substring(reference.indexOf("\n## " + name + "\n"));
        for (String field : fields(step(name)).filter(field -> !isCommon(field)).toList()) {
            assertThat(section).contains("`" + field + "`");
        }
    }

    private static boolean isCommon(String field) {
        return Arrays.stream(EcsStep.class.getMethods())
                .anyMatch(method -> method.getName().equals(setter(field)));
    }

    /** What a Jenkinsfile can name: the parameters of the constructor, and what has a bound setter. */
    private static Stream<String> fields(Class<?> step) {
        return Stream.concat(
                        Arrays.stream(step.getConstructors()[0].getParameters()).map(parameter -> parameter.getName()),
                        Arrays.stream(step.getMethods())
                                .filter(method -> method.isAnnotationPresent(DataBoundSetter.class))
                                .map(method -> method.getName().substring(3, 4).toLowerCase(Locale.ROOT)
                                        + method.getName().substring(4)))
                .filter(field -> !field.startsWith("arg"))
                .distinct();
    }

    private static Stream<Class<?>> hierarchy(Class<?> step) {
        return Stream.iterate(step, type -> type != Object.class, type -> type.getSuperclass());
    }

    private static Class<?> step(String name) throws ClassNotFoundException {
        return StepTypes.step(name);
    }

    private static Path views(Class<?> step) {
        return VIEWS.resolve(step.getName().replace(ROOM, "").replace('.', '/'));
    }

    private static String setter(String field) {
        return "set" + StepTypes.prefix(field);
    }
}
