package io.jenkins.plugins.ecsdeploy.taskdef.template;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the API expects at a place in a task definition. A plain, immutable value. */
public sealed interface Shape {

    /** What a message calls a value of this shape, with its article: "an integer". */
    String kind();

    /** A single value. */
    enum Scalar implements Shape {
        STRING("a string"),
        INTEGER("an integer"),
        LONG("an integer"),
        DOUBLE("a number"),
        BOOLEAN("true or false");

        private final String kind;

        Scalar(String kind) {
            this.kind = kind;
        }

        @Override
        public String kind() {
            return kind;
        }
    }

    /** A list whose elements are all of one shape. */
    record ListShape(Shape element) implements Shape {
        @Override
        public String kind() {
            return "a list";
        }
    }

    /** An object whose field names are free, such as {@code dockerLabels} or the {@code options} of a log driver. */
    record MapShape(Shape value) implements Shape {
        @Override
        public String kind() {
            return "an object";
        }
    }

    /** Any JSON value, such as the {@code hookDetails} of a lifecycle hook. */
    record FreeShape() implements Shape {
        @Override
        public String kind() {
            return "any value";
        }
    }

    /**
     * An object whose fields are known.
     *
     * @param name the API's name of the structure, such as {@code ContainerDefinition}
     * @param members what belongs in each field, by the field's name on the wire, in the API's order
     */
    record StructureShape(String name, Map<String, Shape> members) implements Shape {
        public StructureShape {
            members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
        }

        @Override
        public String kind() {
            return "an object";
        }

        /** Begins a structure without members. */
        public static Builder named(String name) {
            return new Builder(name);
        }

        /** Collects the members of a structure. */
        public static final class Builder {
            private final String name;
            private final Map<String, Shape> members = new LinkedHashMap<>();

            private Builder(String name) {
                this.name = name;
            }

            public Builder member(String memberName, Shape shape) {
                members.put(memberName, shape);
                return this;
            }

            public StructureShape build() {
                return new StructureShape(name, members);
            }
        }
    }
}
