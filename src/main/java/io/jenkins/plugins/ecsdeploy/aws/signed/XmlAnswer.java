package io.jenkins.plugins.ecsdeploy.aws.signed;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** An answer of the AWS Query protocol as JSON: elements become members, lists arrays, everything else a text. */
final class XmlAnswer {

    /** What elements of lists are called: {@code member}, in EC2's answers {@code item}. */
    private static final Set<String> ELEMENT = Set.of("member", "item");

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private XmlAnswer() {}

    /** @return what is in the root element; empty if it is no XML, as a proxy's page isn't */
    static JsonNode read(String text) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            DocumentBuilder builder = factory.newDocumentBuilder();
            builder.setErrorHandler(null);
            return json(builder.parse(new InputSource(new StringReader(text))).getDocumentElement());
        } catch (SAXException notFromAws) {
            return JSON.objectNode();
        } catch (ParserConfigurationException | IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static JsonNode json(Element element) {
        List<Element> inner = new ArrayList<>();
        for (Node node = element.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element child) {
                inner.add(child);
            }
        }
        if (inner.isEmpty()) {
            return JSON.textNode(element.getTextContent().trim());
        }
        if (inner.stream().allMatch(child -> ELEMENT.contains(child.getTagName()))) {
            ArrayNode list = JSON.arrayNode();
            inner.forEach(child -> list.add(json(child)));
            return list;
        }
        ObjectNode object = JSON.objectNode();
        inner.forEach(child -> object.set(child.getTagName(), json(child)));
        return object;
    }
}
