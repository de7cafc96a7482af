package io.jenkins.plugins.ecsdeploy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/**
 * The members of an AWS answer that the SDK's classes do not have, because the API is newer than the SDK. What is read with
 * the SDK and sent back as a whole would lose them.
 */
public final class UnknownMembers {

    private UnknownMembers() {}

    /**
     * @param type what the SDK reads the JSON as
     * @return the path of each, such as {@code deploymentConfiguration.lifecycleHooks[0].retryPolicy}; what is inside an
     *     unknown member is not listed
     */
    public static List<String> of(JsonNode json, SdkPojo type) {
        List<String> paths = new ArrayList<>();
        compare("", json, type, paths);
        return paths;
    }

    private static void compare(String prefix, JsonNode json, SdkPojo type, List<String> paths) {
        Map<String, SdkField<?>> known =
                type.sdkFields().stream().collect(Collectors.toMap(SdkField::locationName, Function.identity()));
        json.fields().forEachRemaining(member -> {
            String path = prefix + member.getKey();
            SdkField<?> field = known.get(member.getKey());
            if (field == null) {
                paths.add(path);
            } else {
                compare(path, member.getValue(), field, paths);
            }
        });
    }

    private static void compare(String path, JsonNode value, SdkField<?> field, List<String> paths) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.SDK_POJO) {
            compare(path + ".", value, field.constructor().get(), paths);
        } else if (type == MarshallingType.LIST) {
            SdkField<?> item = field.getTrait(ListTrait.class).memberFieldInfo();
            for (int i = 0; i < value.size(); i++) {
                compare(path + "[" + i + "]", value.get(i), item, paths);
            }
        } else if (type == MarshallingType.MAP) {
            SdkField<?> item = field.getTrait(MapTrait.class).valueFieldInfo();
            value.fields()
                    .forEachRemaining(entry -> compare(path + "." + entry.getKey(), entry.getValue(), item, paths));
        }
    }
}
