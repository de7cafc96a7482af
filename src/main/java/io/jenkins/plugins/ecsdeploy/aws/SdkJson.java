package io.jenkins.plugins.ecsdeploy.aws;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import edu.umd.cs.findbugs.annotations.CheckForNull;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;
import software.amazon.awssdk.utils.builder.Buildable;

/**
 * Converts between JSON and the SDK's request and answer objects, by the SDK's own field metadata
 * ({@link SdkPojo#sdkFields()}): every field of the API version that the SDK was made from, none by hand. Names are those on
 * the wire, such as {@code containerDefinitions}.
 */
public final class SdkJson {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private SdkJson() {}

    /**
     * Sets the fields of an SDK builder from a JSON object.
     *
     * @param json already checked against the schema of the builder's type; a field or a kind of value that the type does
     *     not have is a bug here, not a user's mistake
     * @return the builder
     */
    public static <B extends SdkPojo> B fill(B builder, ObjectNode json) {
        Map<String, SdkField<?>> fields = new LinkedHashMap<>();
        builder.sdkFields().forEach(field -> fields.put(field.locationName(), field));
        json.fields().forEachRemaining(entry -> {
            SdkField<?> field = fields.get(entry.getKey());
            if (field == null) {
                throw new IllegalArgumentException(builder.getClass().getName() + " has no field " + entry.getKey());
            }
            field.set(builder, toSdk(field, entry.getValue()));
        });
        return builder;
    }

    @CheckForNull
    private static Object toSdk(SdkField<?> field, JsonNode json) {
        if (json.isNull()) {
            return null;
        }
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.STRING) {
            return json.asText();
        } else if (type == MarshallingType.INTEGER) {
            return json.asInt();
        } else if (type == MarshallingType.LONG) {
            return json.asLong();
        } else if (type == MarshallingType.DOUBLE) {
            return json.asDouble();
        } else if (type == MarshallingType.FLOAT) {
            return (float) json.asDouble();
        } else if (type == MarshallingType.BOOLEAN) {
            return json.asBoolean();
        } else if (type == MarshallingType.LIST) {
            SdkField<?> member = field.getTrait(ListTrait.class).memberFieldInfo();
            List<Object> list = new ArrayList<>();
            json.forEach(item -> list.add(toSdk(member, item)));
            return list;
        } else if (type == MarshallingType.MAP) {
            SdkField<?> value = field.getTrait(MapTrait.class).valueFieldInfo();
            Map<String, Object> map = new LinkedHashMap<>();
            json.fields().forEachRemaining(entry -> map.put(entry.getKey(), toSdk(value, entry.getValue())));
            return map;
        } else if (type == MarshallingType.DOCUMENT) {
            return document(json);
        } else if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = fill(field.constructor().get(), (ObjectNode) json);
            return ((Buildable) builder).build();
        }
        throw new IllegalArgumentException(field.locationName() + " has a type that JSON has no value for: " + type);
    }

    private static Document document(JsonNode json) {
        if (json.isObject()) {
            Map<String, Document> map = new LinkedHashMap<>();
            json.properties().forEach(member -> map.put(member.getKey(), document(member.getValue())));
            return Document.fromMap(map);
        } else if (json.isArray()) {
            List<Document> list = new ArrayList<>();
            json.forEach(item -> list.add(document(item)));
            return Document.fromList(list);
        } else if (json.isNumber()) {
            return Document.fromNumber(json.decimalValue());
        } else if (json.isBoolean()) {
            return Document.fromBoolean(json.booleanValue());
        }
        return json.isNull() ? Document.fromNull() : Document.fromString(json.asText());
    }

    private static JsonNode ofDocument(Document document) {
        if (document.isMap()) {
            ObjectNode object = JSON.objectNode();
            document.asMap().forEach((name, value) -> object.set(name, ofDocument(value)));
            return object;
        } else if (document.isList()) {
            ArrayNode array = JSON.arrayNode();
            document.asList().forEach(item -> array.add(ofDocument(item)));
            return array;
        } else if (document.isNumber()) {
            return JSON.numberNode(document.asNumber().bigDecimalValue());
        } else if (document.isBoolean()) {
            return JSON.booleanNode(document.asBoolean());
        }
        return document.isNull() ? JSON.nullNode() : JSON.textNode(document.asString());
    }

    /** The object as JSON, without times and without fields that are not set. */
    public static ObjectNode toJson(SdkPojo pojo) {
        ObjectNode json = JSON.objectNode();
        for (SdkField<?> field : pojo.sdkFields()) {
            JsonNode value = toJson(field.getValueOrDefault(pojo));
            if (value != null) {
                json.set(field.locationName(), value);
            }
        }
        return json;
    }

    @CheckForNull
    private static JsonNode toJson(@CheckForNull Object value) {
        if (value == null
                || value instanceof SdkAutoConstructList
                || value instanceof SdkAutoConstructMap
                || value instanceof Instant) {
            return null;
        } else if (value instanceof SdkPojo pojo) {
            return toJson(pojo);
        } else if (value instanceof Document document) {
            return ofDocument(document);
        } else if (value instanceof List<?> list) {
            ArrayNode array = JSON.arrayNode();
            list.forEach(item -> array.add(toJson(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = JSON.objectNode();
            map.forEach((key, item) -> object.set(String.valueOf(key), toJson(item)));
            return object;
        } else if (value instanceof Boolean bool) {
            return JSON.booleanNode(bool);
        } else if (value instanceof Integer number) {
            return JSON.numberNode(number.intValue());
        } else if (value instanceof Long number) {
            return JSON.numberNode(number.longValue());
        } else if (value instanceof Number number) {
            return JSON.numberNode(new BigDecimal(number.toString()));
        }
        return JSON.textNode(String.valueOf(value));
    }
}
