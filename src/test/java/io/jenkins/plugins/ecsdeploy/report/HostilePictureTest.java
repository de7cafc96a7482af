package io.jenkins.plugins.ecsdeploy.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.report.record.DeploymentEvent;
import io.jenkins.plugins.ecsdeploy.report.record.DeploymentRecord;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.NodeList;

/** Whatever the texts of a record are: the picture is well-formed, and has no other element or attribute than otherwise. */
class HostilePictureTest {

    private static final Instant START = Instant.parse("2026-01-01T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<script>alert(1)</script>",
                "\"><img src=x onerror=alert(1)>",
                "' onload='alert(1)",
                "]]></svg><iframe>",
                "${jndi:ldap://x}",
                "&#60;b&#62;",
                "a\u0000b\u001bc",
            })
    void textsNeverBecomeElementsOrAttributes(String hostile) throws Exception {
        Document drawn = parsed(draw(hostile));
        Document harmless = parsed(draw("harmless"));
        assertThat(names(drawn)).isEqualTo(names(harmless));
        assertThat(drawn.getDocumentElement().getTextContent())
                .contains(hostile.codePoints()
                        .filter(c -> c >= ' ')
                        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                        .toString());
    }

    private static String draw(String text) {
        DeploymentRecord record = DeploymentRecord.of(List.of(
                new DeploymentEvent.Started(
                        START,
                        "shop",
                        "webshop",
                        "eu-central-1",
                        "",
                        "1" + text,
                        "2" + text,
                        "",
                        Map.of(),
                        List.of(),
                        List.of(),
                        List.of(),
                        ""),
                new DeploymentEvent.Progressed(START, "IN_PROGRESS", text, true, 1, 1, 1, 1, 50.0, 100.0),
                new DeploymentEvent.Targets(START, 1, 2, text),
                new DeploymentEvent.Paused(START.plusSeconds(9), text, text, null, text, text)));
        return TimelineSvg.draw(Timeline.of(record, START.plusSeconds(60)), TimelineSvg.Names.of(record));
    }

    private static Document parsed(String svg) throws Exception {
        return DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
    }

    /** Which elements have which attributes. */
    private static List<String> names(Document document) {
        NodeList all = document.getElementsByTagName("*");
        return IntStream.range(0, all.getLength())
                .mapToObj(all::item)
                .map(element -> element.getNodeName()
                        + IntStream.range(0, element.getAttributes().getLength())
                                .mapToObj(i -> element.getAttributes().item(i).getNodeName())
                                .toList())
                .distinct()
                .sorted()
                .toList();
    }
}
