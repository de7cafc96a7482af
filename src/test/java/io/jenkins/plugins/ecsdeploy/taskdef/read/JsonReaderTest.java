package io.jenkins.plugins.ecsdeploy.taskdef.read;

import static org.assertj.core.api.Assertions.assertThat;

import io.jenkins.plugins.ecsdeploy.taskdef.Rendering;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** JSON as people write it, and the messages about their mistakes. Apostrophes stand for quotes here. */
class JsonReaderTest {

    private static final String CONTAINERS = "'containerDefinitions':[{'name':'web','image':'web:1','memory':128}]";

    @Test
    void commonDeviationsFromJsonAreAccepted() {
        Rendering rendering =
                of("\uFEFF{ // the shop\r\n'family': 'shop', /* all\r\nof it */\r\n" + CONTAINERS + ",\r\n}");

        assertThat(rendering.json())
                .isEqualTo(
                        "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"web:1\",\"memory\":128}]}");
        assertThat(rendering.notices())
                .containsExactly(
                        "web.json:1:3 comments are ignored: JSON has none",
                        "web.json:4:69 the comma before '}' is ignored: nothing follows it");
    }

    @Test
    void escapesAreResolvedAndPlaceholdersBehindThemHaveTheirColumn() {
        Rendering rendering = Rendering.of(
                "{\"family\":\"shop\",\"containerDefinitions\":[{\"name\":\"web\",\"image\":\"web:1\",\"memory\":128,\n"
                        + "\"command\":[\"a\\\\b\\/c\\n\\u00e9\\\"${NAME}\"]}]}");

        assertThat(rendering.faults())
                .singleElement()
                .asString()
                .startsWith("web.json:2:30 containerDefinitions[0].command[0] no value for ${NAME}");
        assertThat(rendering
                        .value("NAME", "x")
                        .render()
                        .json()
                        .at("/containerDefinitions/0/command/0")
                        .asText())
                .isEqualTo("a\\b/c\né\"x");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'a':1 'b':2}         | 1:7 a expected ',' or '}' after this value, found '"'
            {'a' 1}               | 1:6 a expected ':' after the field name "a", found '1'
            {'a':}                | 1:6 a expected a value, found '}'
            {'a':1                | 1:7 a the file ends too early: '}' is missing for the '{' at 1:1
            {'a':[1,2             | 1:10 a[1] the file ends too early: ']' is missing for the '[' at 1:6
            {a:1}                 | 1:2 expected a field name in double quotes or '}', found 'a'
            {'a':'x}              | 1:6 a the string that begins here is not closed: a '"' is missing
            {'a':'x\\q'}          | 1:8 a unknown escape \\q in a string: a literal backslash is written \\\\
            {'a':'\\u12x4'}       | 1:7 a \\u needs four hexadecimal digits
            {'a':True}            | 1:6 a expected a value, found the word True: write true
            {'a':None}            | 1:6 a expected a value, found the word None: write null
            {'a':IMAGE}           | 1:6 a expected a value, found the word IMAGE: a string needs double quotes, and a placeholder is written ${NAME}
            {'a':<PORT>}          | 1:6 a <PORT> looks like a placeholder of the style angle (<NAME>), which was not chosen: set delimiters: 'angle'
            {'a':{{PORT}}}        | 1:6 a {{PORT}} looks like a placeholder of the style braces ({{NAME}}), which was not chosen: set delimiters: 'braces'
            {'a':$PORT}           | 1:6 a $PORT looks like a placeholder of the style dollar ($NAME), which was not chosen: set delimiters: 'dollar'
            {'a':${PORT           | 1:6 a expected a value, found '$' (if a placeholder is meant: it is written ${NAME})
            {'a':${A:-${B}}}      | 1:6 a the default of ${A:-...} holds another placeholder: a default is plain text
            {'a':012}             | 1:6 a not a number: 012 (a string needs double quotes)
            {'a':1GB}             | 1:6 a not a number: 1GB (a string needs double quotes)
            {'a':1}}              | 1:8 the JSON ends at 1:7, but more text follows here: remove it, or the bracket that is one too many
            {'a':1GB,'b':XL}      | 1:14 b expected a value, found the word XL: a string needs double quotes, and a placeholder is written ${NAME}
            {'a':{}{'b':1}        | 1:8 a expected ',' or '}' after this value, found '{' (if a placeholder is meant: it is written ${NAME})
            {'a':1]               | 1:7 a expected ',' or '}' after this value, found ']'
            {'a':1} /* open       | 1:9 the comment that begins here is not closed: '*/' is missing
            family: shop          | 1:1 this is not JSON: a task definition begins with '{', found 'f' (a template in YAML has a name that ends in .yaml or .yml)
            ['a']                 | 1:2 containerDefinitions[0] expects an object, got a string
            """)
    void whatIsNotJsonIsRefusedWithItsPlace(String text, String fault) {
        assertThat(of(text).faults()).contains("web.json:" + fault);
    }

    @Test
    void aStringMayNotRunOverTheEndOfItsLine() {
        assertThat(of("{'family':'shop\n','cpu':'1'}").faults())
                .containsExactly("web.json:1:11 family the string that begins here is not closed on its line:"
                        + " a '\"' is missing (a line break in a string is written \\n)");
    }

    @Test
    void anEmptyFileSaysSo() {
        assertThat(of(" \n\t").faults())
                .containsExactly("web.json:1:1 the file is empty: a task definition as JSON is expected");
    }

    @Test
    void aDuplicateFieldIsRefusedTogetherWithAllOtherFaults() {
        assertThat(of("{'family':'shop',\n'cpu':'256',\n'cpu':'512',\n'menory':'1'," + CONTAINERS + "}")
                        .faults())
                .containsExactly(
                        "web.json:3:1 cpu duplicate field \"cpu\" (first at 2:1): remove one of them",
                        "web.json:4:1 menory unknown field \"menory\": RegisterTaskDefinitionRequest has no such"
                                + " field; did you mean memory?");
    }

    @Test
    void aDuplicateAmongManyFieldsIsRefusedAsAmongFew() {
        String labels = IntStream.range(0, 20).mapToObj(i -> "'l" + i + "':'v'").collect(Collectors.joining(",\n"));
        String container = "'containerDefinitions':[{'name':'web','image':'web:1','dockerLabels':{\n" + labels;

        assertThat(of("{'family':'shop'," + container + ",\n'l19':'v',\n'l0':'v'}}]}")
                        .faults())
                .anyMatch(fault -> fault.endsWith("duplicate field \"l19\" (first at 21:1): remove one of them"))
                .anyMatch(fault -> fault.endsWith("duplicate field \"l0\" (first at 2:1): remove one of them"));
    }

    @Test
    void endlessNestingIsRefusedWithoutExhaustingTheStack() {
        assertThat(of("{'a':" + "[".repeat(200_000)).faults())
                .singleElement()
                .asString()
                .startsWith("web.json:1:69 a[0]")
                .endsWith("nested deeper than 64 levels");
    }

    private static Rendering of(String text) {
        return Rendering.of(text.replace('\'', '"'));
    }
}
