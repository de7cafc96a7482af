package io.jenkins.plugins.ecsdeploy.registration;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.services.ecs.model.RegisterTaskDefinitionRequest;

/**
 * The schema beside the SDK, every field of every depth, once by the SDK's field metadata and once by what its model
 * classes offer a Java program. Both sides are written out as path and kind, such as {@code
 * containerDefinitions[].portMappings[].hostPort = INTEGER}, so that a failure names what is missing on either side.
 */
class TaskDefinitionSchemaAgainstSdkTest {

    private static final Map<Class<?>, String> SCALARS = Map.of(
            String.class, "STRING",
            Integer.class, "INTEGER",
            Long.class, "LONG",
            Double.class, "DOUBLE",
            Float.class, "DOUBLE",
            Boolean.class, "BOOLEAN");

    private final Map<String, String> schema = new TreeMap<>();
    private final Map<String, String> sdk = new TreeMap<>();

    TaskDefinitionSchemaAgainstSdkTest() {
        TaskDefinitionSchemas.fromSdk()
                .taskDefinition()
                .members()
                .forEach((name, member) -> writeShape(name, member, schema));
    }

    @Test
    void everyFieldOfTheSdksMetadataIsInTheSchemaAndNoOther() {
        writeFields("", RegisterTaskDefinitionRequest.builder().build());
        assertThat(schema).containsExactlyInAnyOrderEntriesOf(sdk);
    }

    @Test
    void everyGetterOfTheSdksClassesIsInTheSchemaAndNoOther() {
        writeGetters("", RegisterTaskDefinitionRequest.class);
        assertThat(schema).containsExactlyInAnyOrderEntriesOf(sdk);
    }

    @Test
    void theComparisonReachesTheDeepestFields() {
        writeGetters("", RegisterTaskDefinitionRequest.class);
        assertThat(sdk)
                .containsEntry("family", "STRING")
                .containsEntry("networkMode", "STRING")
                .containsEntry("requiresCompatibilities[]", "STRING")
                .containsEntry("containerDefinitions[].linuxParameters.devices[].permissions[]", "STRING")
                .containsEntry("containerDefinitions[].logConfiguration.options{}", "STRING")
                .containsEntry("volumes[].efsVolumeConfiguration.authorizationConfig.iam", "STRING")
                .containsEntry("volumes[].efsVolumeConfiguration.authorizationConfig", "EFSAuthorizationConfig")
                .containsEntry("ephemeralStorage.sizeInGiB", "INTEGER")
                .hasSizeGreaterThan(150);
    }

    private static void writeShape(String path, Shape shape, Map<String, String> to) {
        if (shape instanceof Shape.StructureShape structure) {
            to.put(path, structure.name());
            structure.members().forEach((name, member) -> writeShape(path + "." + name, member, to));
        } else if (shape instanceof Shape.ListShape list) {
            to.put(path, "LIST");
            writeShape(path + "[]", list.element(), to);
        } else if (shape instanceof Shape.MapShape map) {
            to.put(path, "MAP");
            writeShape(path + "{}", map.value(), to);
        } else {
            to.put(path, ((Shape.Scalar) shape).name());
        }
    }

    private void writeFields(String prefix, SdkPojo structure) {
        for (SdkField<?> field : structure.sdkFields()) {
            assertThat(field.unmarshallLocationName())
                    .as("answers have the name of requests: %s", field.locationName())
                    .isEqualTo(field.locationName());
            writeField(prefix + field.locationName(), field);
        }
    }

    private void writeField(String path, SdkField<?> field) {
        Class<?> type = field.marshallingType().getTargetClass();
        if (type == List.class) {
            sdk.put(path, "LIST");
            writeField(path + "[]", field.getTrait(ListTrait.class).memberFieldInfo());
        } else if (type == Map.class) {
            sdk.put(path, "MAP");
            writeField(path + "{}", field.getTrait(MapTrait.class).valueFieldInfo());
        } else if (SdkPojo.class.isAssignableFrom(type)) {
            SdkPojo builder = field.constructor().get();
            sdk.put(path, modelName(builder.getClass().getName()));
            writeFields(path + ".", builder);
        } else {
            sdk.put(path, scalar(path, type));
        }
    }

    /** {@code ...model.Tag$BuilderImpl} builds a Tag. */
    private static String modelName(String builder) {
        return builder.substring(builder.lastIndexOf('.') + 1, builder.indexOf('$'));
    }

    private void writeGetters(String prefix, Class<?> model) {
        for (Method getter : getters(model)) {
            writeType(prefix + getter.getName(), getter.getGenericReturnType());
        }
    }

    /**
     * What a model class itself has to read: methods without parameters, leaving out those that ask whether a list is there
     * ({@code hasTags}), those that give an enumeration's bare text beside it, the {@code type()} that says which member of
     * a union is set, and those that every model has.
     */
    private static List<Method> getters(Class<?> model) {
        List<Method> getters = new ArrayList<>();
        for (Method method : model.getDeclaredMethods()) {
            boolean readable = Modifier.isPublic(method.getModifiers())
                    && !Modifier.isStatic(method.getModifiers())
                    && !method.isSynthetic()
                    && method.getParameterCount() == 0;
            boolean common = List.of("toString", "hashCode", "toBuilder", "sdkFields", "sdkFieldNameToField")
                    .contains(method.getName());
            boolean beside = method.getReturnType() == boolean.class
                    || method.getName().endsWith("AsString")
                    || method.getName().endsWith("AsStrings")
                    || method.getReturnType().getEnclosingClass() == model;
            if (readable && !common && !beside) {
                getters.add(method);
            }
        }
        return getters;
    }

    private void writeType(String path, Type type) {
        if (type instanceof ParameterizedType generic && generic.getRawType() == List.class) {
            sdk.put(path, "LIST");
            writeType(path + "[]", generic.getActualTypeArguments()[0]);
        } else if (type instanceof ParameterizedType generic && generic.getRawType() == Map.class) {
            sdk.put(path, "MAP");
            writeType(path + "{}", generic.getActualTypeArguments()[1]);
        } else {
            Class<?> plain = (Class<?>) type;
            if (SdkPojo.class.isAssignableFrom(plain)) {
                sdk.put(path, plain.getSimpleName());
                writeGetters(path + ".", plain);
            } else {
                sdk.put(path, plain.isEnum() ? "STRING" : scalar(path, plain));
            }
        }
    }

    private static String scalar(String path, Class<?> type) {
        assertThat(SCALARS).as("a kind for %s", path).containsKey(type);
        return SCALARS.get(type);
    }
}
