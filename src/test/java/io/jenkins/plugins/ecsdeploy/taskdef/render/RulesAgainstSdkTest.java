package io.jenkins.plugins.ecsdeploy.taskdef.render;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.registration.SdkShapes;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.ListShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.MapShape;
import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape.StructureShape;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.services.ecs.model.CreateServiceRequest;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/** Rules from the API reference, compared with the SDK's metadata: none may refuse what the API accepts. */
class RulesAgainstSdkTest {

    @Test
    void everyEnumValueOfTheSdkIsAllowed() {
        Map<String, Set<String>> known = new TreeMap<>();
        enumerations("", RegisterTaskDefinitionRequest.class, known);
        assertThat(known)
                .containsKeys(
                        ".networkMode",
                        "dependsOn.condition",
                        "runtimePlatform.cpuArchitecture",
                        "authorizationConfig.iam",
                        ".requiresCompatibilities",
                        "ulimits.name");
        Map<String, Set<String>> refused = new TreeMap<>();
        known.forEach((field, values) -> {
            int dot = field.indexOf('.');
            List<String> allowed = AllowedValues.of(field.substring(0, dot), field.substring(dot + 1));
            if (!allowed.isEmpty() && !allowed.containsAll(values)) {
                refused.put(field, values);
            }
        });
        assertThat(refused).as("fields with the values that the SDK knows").isEmpty();
    }

    /** The SDK marks no member as required, so this only ensures that required members exist. */
    @Test
    void everyRequiredMemberIsInTheSdk() {
        Map<String, Set<String>> known = new TreeMap<>();
        RegisterTaskDefinitionRequest.builder().build().sdkFields().forEach(field -> members(field, known));
        assertThat(known).containsKeys("secrets", "healthCheck", "logConfiguration", "efsVolumeConfiguration");
        Shape none = new StructureShape("", Map.of());
        known.forEach((field, members) ->
                assertThat(members).as("members of %s", field).containsAll(RequiredMembers.of(field, none)));
    }

    @Test
    void everyRequiredMemberOfAServiceIsInTheSdk() {
        Map<String, StructureShape> structures = new TreeMap<>();
        structures(SdkShapes.structure("CreateService", CreateServiceRequest.builder()), structures);
        assertThat(structures).containsKeys("LoadBalancer", "AwsVpcConfiguration", "DeploymentAlarms", "Tag");
        structures
                .values()
                .forEach(shape -> assertThat(shape.members().keySet())
                        .as(shape.name())
                        .containsAll(RequiredMembers.of("", shape)));
    }

    @Test
    void noValueOfAServiceIsRefusedThatTheSdkKnows() {
        Map<String, Set<String>> known = new TreeMap<>();
        enumerations("", CreateServiceRequest.class, known);
        assertThat(known).containsKeys(".launchType", "awsvpcConfiguration.assignPublicIp");
        known.forEach((field, values) -> {
            int dot = field.indexOf('.');
            List<String> allowed = AllowedValues.of(field.substring(0, dot), field.substring(dot + 1));
            if (!allowed.isEmpty()) {
                assertThat(allowed).as(field).containsAll(values);
            }
        });
    }

    private static void structures(Shape shape, Map<String, StructureShape> to) {
        if (shape instanceof ListShape list) {
            structures(list.element(), to);
        } else if (shape instanceof MapShape map) {
            structures(map.value(), to);
        } else if (shape instanceof StructureShape structure) {
            to.put(structure.name(), structure);
            structure.members().values().forEach(member -> structures(member, to));
        }
    }

    /** By the names of the field that holds the structure and of its own, as {@link AllowedValues} has them. */
    private static void enumerations(String holder, Class<?> model, Map<String, Set<String>> to) {
        for (Method method : model.getDeclaredMethods()) {
            if (method.getParameterCount() > 0 || method.isSynthetic()) {
                continue;
            }
            Class<?> type = single(method.getGenericReturnType());
            if (type.isEnum()) {
                Set<String> values = to.computeIfAbsent(holder + "." + method.getName(), name -> new LinkedHashSet<>());
                Arrays.stream(type.getEnumConstants())
                        .map(Object::toString)
                        .filter(value -> !value.equals("null")) // UNKNOWN_TO_SDK_VERSION
                        .forEach(values::add);
            } else if (type != model && type.getName().startsWith(model.getPackageName()) && isModel(type)) {
                enumerations(method.getName(), type, to);
            }
        }
    }

    private static boolean isModel(Class<?> type) {
        return SdkPojo.class.isAssignableFrom(type) && !type.getSimpleName().equals("Builder");
    }

    private static Class<?> single(Type type) {
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            return single(arguments[arguments.length - 1]);
        }
        return type instanceof Class<?> plain ? plain : Object.class;
    }

    private static void members(SdkField<?> field, Map<String, Set<String>> to) {
        ListTrait list = field.getTrait(ListTrait.class);
        SdkField<?> element = list == null ? field : list.memberFieldInfo();
        if (element.constructor() == null) {
            return;
        }
        for (SdkField<?> member : element.constructor().get().sdkFields()) {
            to.computeIfAbsent(field.locationName(), name -> new TreeSet<>()).add(member.locationName());
            members(member, to);
        }
    }
}
