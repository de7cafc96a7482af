package io.jenkins.plugins.ecsdeploy.registration;

import io.jenkins.plugins.ecsdeploy.taskdef.template.Shape;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.traits.MapTrait;

/** Shapes of requests, made from the SDK's field metadata: what the API version of the SDK on the class path accepts. */
public final class SdkShapes {

    private SdkShapes() {}

    /**
     * @param name the API's name of the structure
     * @param pojo an object or a builder of its class
     */
    public static Shape.StructureShape structure(String name, SdkPojo pojo) {
        Shape.StructureShape.Builder structure = Shape.StructureShape.named(name);
        pojo.sdkFields().forEach(field -> structure.member(field.locationName(), shape(field)));
        return structure.build();
    }

    private static Shape shape(SdkField<?> field) {
        MarshallingType<?> type = field.marshallingType();
        if (type == MarshallingType.LIST) {
            return new Shape.ListShape(shape(field.getTrait(ListTrait.class).memberFieldInfo()));
        } else if (type == MarshallingType.MAP) {
            return new Shape.MapShape(shape(field.getTrait(MapTrait.class).valueFieldInfo()));
        } else if (type == MarshallingType.SDK_POJO) {
            SdkPojo builder = field.constructor().get();
            return structure(builder.getClass().getEnclosingClass().getSimpleName(), builder);
        } else if (type == MarshallingType.INTEGER) {
            return Shape.Scalar.INTEGER;
        } else if (type == MarshallingType.LONG) {
            return Shape.Scalar.LONG;
        } else if (type == MarshallingType.DOUBLE || type == MarshallingType.FLOAT) {
            return Shape.Scalar.DOUBLE;
        } else if (type == MarshallingType.BOOLEAN) {
            return Shape.Scalar.BOOLEAN;
        } else if (type == MarshallingType.STRING) {
            return Shape.Scalar.STRING;
        } else if (type == MarshallingType.DOCUMENT) {
            return new Shape.FreeShape();
        }
        throw new IllegalStateException(field.locationName() + " has a type that templates don't support: " + type);
    }
}
