package io.jenkins.plugins.ecsdeploy.simulator.wire;

import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Writes the body of an AWS Query answer. */
public final class XmlWriter {

    private final StringBuilder out = new StringBuilder();

    /** {@code <name>value</name>}; nothing for a null value. */
    public XmlWriter text(String name, Object value) {
        if (value != null) {
            out.append('<').append(name).append('>');
            escape(String.valueOf(value));
            out.append("</").append(name).append('>');
        }
        return this;
    }

    public XmlWriter element(String name, Consumer<XmlWriter> content) {
        out.append('<').append(name).append('>');
        content.accept(this);
        out.append("</").append(name).append('>');
        return this;
    }

    /** {@code <name><member>…</member>…</name>}. */
    public <T> XmlWriter members(String name, Collection<T> items, BiConsumer<XmlWriter, T> content) {
        return element(
                name, xml -> items.forEach(item -> xml.element("member", member -> content.accept(member, item))));
    }

    /** A text inside of the element that was begun. */
    public XmlWriter raw(String text) {
        escape(text);
        return this;
    }

    private void escape(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                default -> out.append(c);
            }
        }
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
