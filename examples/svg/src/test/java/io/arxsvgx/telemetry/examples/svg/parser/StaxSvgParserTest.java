// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StaxSvgParserTest {
    private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\" ";

    private final StaxSvgParser parser = StaxSvgParser.create();

    @Test
    void parse_document_countsElementsAttributesAndSegments() {
        SvgDocument document = parse(SVG + "width=\"16\" height=\"8\" viewBox=\"0 1 32 16\">"
                + "<title>a</title><g id=\"x\"><path d=\"M0 0L1 1 2 2z\"/><path fill=\"none\" d=\"M0 0h1\"/></g>"
                + "<!-- <path/> --><text>&lt;path&gt;</text></svg>");

        assertThat(document.elements()).isEqualTo(6);
        assertThat(document.elementsByName())
                .containsExactlyInAnyOrderEntriesOf(Map.of("svg", 1, "title", 1, "g", 1, "path", 2, "text", 1));
        assertThat(document.attributes()).isEqualTo(7);
        assertThat(document.segments()).isEqualTo(6);
        assertThat(document.viewBox()).isEqualTo(new Bounds(0, 1, 32, 16));
        assertThat(document.width()).isEqualTo(16);
        assertThat(document.height()).isEqualTo(8);
        assertThat(document.bounds()).isEqualTo(new Bounds(0, 1, 32, 16));
    }

    @Test
    void parse_foreignElements_countsThemUnderTheirPrefix() {
        SvgDocument document = parse("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:x=\"urn:x\">"
                + "<x:path d=\"no path data\"/><s:path d=\"M0 0\"/></s:svg>");

        assertThat(document.elementsByName()).isEqualTo(Map.of("svg", 1, "x:path", 1, "path", 1));
        assertThat(document.segments()).isEqualTo(1);
    }

    @Test
    void parse_noNamespace_isTaken() {
        assertThat(parse("<svg><path d=\"M0 0\"/></svg>").segments()).isEqualTo(1);
    }

    @Test
    void parse_noViewBox_takesSizeAsBounds() {
        assertThat(parse(SVG + "width=\"1in\" height=\"2.54cm\"/>").bounds()).isEqualTo(new Bounds(0, 0, 96, 96));
        assertThat(parse(SVG + "width=\"50%\" height=\"auto\"/>").bounds()).isEqualTo(new Bounds(0, 0, 300, 150));
    }

    @Test
    void parse_otherEncodings_areRead() {
        String text = SVG + "><title>\u00e9</title></svg>";
        String latin = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + text;

        assertThat(parser.parse(text.getBytes(UTF_16)).elements()).isEqualTo(2);
        assertThat(parser.parse(latin.getBytes(ISO_8859_1)).elements()).isEqualTo(2);
        assertThat(parser.parse(("\ufeff" + text).getBytes(UTF_8)).elements()).isEqualTo(2);
        assertThat(parser.parse(text.getBytes(UTF_16LE)).elements()).isEqualTo(2);
        assertThat(parser.parse(text.getBytes(UTF_16BE)).elements()).isEqualTo(2);
    }

    @Test
    void parse_faultyEncoding_isRefused() {
        assertThatThrownBy(() -> parser.parse("<svg>\u00e9</svg>".getBytes(ISO_8859_1)))
                .hasMessage("byte 6 is not valid UTF-8");
        assertThat(failure("<?xml version=\"1.0\" encoding=\"klingon\"?><svg/>").getMessage())
                .isEqualTo("line 1, column 1: unknown encoding \"klingon\"");
    }

    @Test
    void parse_publicDocumentType_isSkipped() {
        assertThat(parse("<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://127.0.0.1:9/svg11.dtd\">" + SVG
                                + "/>")
                        .elements())
                .isEqualTo(1);
    }

    @Test
    void parse_malformed_showsLineColumnAndReason() {
        SvgParseException e = failure("<svg>\n  <g>\n  </svg>");

        assertThat(e.line()).isEqualTo(3);
        assertThat(e.column()).isPositive();
        assertThat(e.reason()).contains("\"g\"").doesNotContain("\n").doesNotContain("Message");
        assertThat(e).hasMessage("line 3, column " + e.column() + ": " + e.reason());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "plain text", "{}", "<svg", "<svg>", "<svg></g>", "<svg/><svg/>", "<svg a=b/>"})
    void parse_noXml_isRefused(String text) {
        assertThatThrownBy(() -> parse(text)).isInstanceOf(SvgParseException.class);
    }

    @Test
    void parse_otherRoot_isRefusedByName() {
        assertThat(failure("<html><svg/></html>").reason()).isEqualTo("root element: expected \"svg\", got \"html\"");
        assertThat(failure("<svg xmlns=\"urn:other\"/>").reason()).contains("expected \"svg\"");
    }

    @Test
    void parse_badPathData_showsElementAndPosition() {
        SvgParseException e = failure(SVG + ">\n<path d=\"M0 0L5\"/>\n</svg>");

        assertThat(e.line()).isEqualTo(2);
        assertThat(e.reason()).isEqualTo("path data, position 7: expected a number, but the text ends");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0 0 1", "0 0 1 2 3", "a b c d", "0 0 -1 1", "0,,0 1 1", "0 0 NaN 1", "0 0 1e999 1"})
    void parse_badViewBox_isRefused(String viewBox) {
        assertThatThrownBy(() -> parse(SVG + "viewBox=\"" + viewBox + "\"/>")).isInstanceOf(SvgParseException.class);
    }

    @Test
    void parse_documentTypeWithDeclarations_isRefusedWithItsPlace() {
        assertThat(failure("<?xml version=\"1.0\"?>\n <!DOCTYPE svg [<!ENTITY a \"b\">]><svg/>"))
                .hasMessage("line 2, column 2: document type with declarations not allowed");
    }

    @Test
    void parse_undeclaredEntity_isRefused() {
        assertThat(failure("<svg><text>&nbsp;</text></svg>").reason()).contains("nbsp");
        assertThat(failure("<svg id=\"&nbsp;\"/>").reason()).contains("nbsp");
        assertThat(failure("<!DOCTYPE svg SYSTEM \"x.dtd\"><svg>&nbsp;</svg>").reason())
                .contains("nbsp");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<!DOCTYPE svg PUBLIC \"p\" \"s\">", "<!DOCTYPE svg PUBLIC \"p\" \"s\" [<!ENTITY a \"b\">]>"
            })
    void parse_everyTruncation_isRefusedAndWritesNothing(String documentType) {
        byte[] bytes = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n" + documentType
                        + "<!-- c --><?p i?><svg id=\"\u00e9\"><![CDATA[x]]>&#65;</svg>")
                .getBytes(UTF_8);

        String written = onStandardError(() -> {
            for (int length = 0; length < bytes.length; length++) {
                byte[] part = Arrays.copyOf(bytes, length);
                assertThatThrownBy(() -> parser.parse(part)).isInstanceOf(SvgParseException.class);
            }
        });

        assertThat(written).isEmpty();
    }

    @Test
    void parse_entityNamesFile_neverReadsIt(@TempDir Path folder) throws IOException {
        Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
        String text = "<!DOCTYPE svg [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]><svg><text>&x;</text></svg>";

        assertThat(failure(text).getMessage()).doesNotContain("secret.txt").doesNotContain("secret\"");
    }

    @Test
    void parse_entityNamesServer_neverConnects() throws IOException {
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String address = "http://127.0.0.1:" + server.getLocalPort() + "/x";
            for (String text : List.of(
                    "<!DOCTYPE svg [<!ENTITY x SYSTEM \"" + address + "\">]><svg>&x;</svg>",
                    "<!DOCTYPE svg SYSTEM \"" + address + "\"><svg>&x;</svg>",
                    "<!DOCTYPE svg [<!ENTITY % x SYSTEM \"" + address + "\"> %x;]><svg>&y;</svg>")) {
                assertThatThrownBy(() -> parse(text)).isInstanceOf(SvgParseException.class);
            }
            server.setSoTimeout(1);
            assertThatThrownBy(server::accept).isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void parse_entitiesThatMultiply_areNeverExpanded() {
        var text = new StringBuilder("<!DOCTYPE svg [<!ENTITY l0 \"lol\">");
        for (int i = 1; i <= 30; i++) {
            text.append("<!ENTITY l" + i + " \"")
                    .append(("&l" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        String inText = text + "]><svg><text>&l30;</text></svg>";
        String inAttribute = text + "]><svg id=\"&l30;\"/>";

        assertThatThrownBy(() -> parse(inText)).isInstanceOf(SvgParseException.class);
        assertThatThrownBy(() -> parse(inAttribute)).isInstanceOf(SvgParseException.class);
    }

    @Test
    void parse_deepNesting_isRefusedAtTheLimit() {
        assertThat(parse(nested(256)).elements()).isEqualTo(256);
        assertThat(failure(nested(257)).reason()).isEqualTo("nesting depth exceeds 256");
        assertThat(failure(nested(1_000_000)).reason()).isEqualTo("nesting depth exceeds 256");
    }

    @Test
    void parse_tooManyAttributes_isRefused() {
        assertThat(parse(withAttributes(1_000)).attributes()).isEqualTo(1_000);
        assertThatThrownBy(() -> parse(withAttributes(1_001))).isInstanceOf(SvgParseException.class);
    }

    @Test
    void parse_tooManyElements_isRefusedAtTheLimit() {
        var strict = StaxSvgParser.create(new SvgLimits(1_000, 3, 9));

        assertThat(strict.parse("<svg><g/><g/></svg>".getBytes(UTF_8)).elements())
                .isEqualTo(3);
        assertThatThrownBy(() -> strict.parse("<svg><g/><g/><g/></svg>".getBytes(UTF_8)))
                .hasMessageEndingWith("more than 3 elements");
    }

    @Test
    void parse_tooManyBytes_isRefusedUnread() {
        var strict = StaxSvgParser.create(new SvgLimits(10, 3, 9));

        assertThatThrownBy(() -> strict.parse(new byte[11]))
                .hasMessage("file too large: expected at most 10 bytes, got 11");
    }

    @Test
    void parse_afterBrokenFile_readsTheNextOne() {
        failure("<svg><g>");

        assertThat(parse("<svg/>").elements()).isEqualTo(1);
    }

    private static String onStandardError(Runnable code) {
        PrintStream before = System.err;
        var written = new ByteArrayOutputStream();
        System.setErr(new PrintStream(written, true, UTF_8));
        try {
            code.run();
        } finally {
            System.setErr(before);
        }
        return written.toString(UTF_8);
    }

    private static String withAttributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> " a" + i + "=\"\"").collect(joining("", "<svg", "/>"));
    }

    private static String nested(int depth) {
        return "<svg>" + "<g>".repeat(depth - 1) + "</g>".repeat(depth - 1) + "</svg>";
    }

    private SvgDocument parse(String text) {
        return parser.parse(text.getBytes(UTF_8));
    }

    private SvgParseException failure(String text) {
        return catchThrowableOfType(SvgParseException.class, () -> parse(text));
    }
}
