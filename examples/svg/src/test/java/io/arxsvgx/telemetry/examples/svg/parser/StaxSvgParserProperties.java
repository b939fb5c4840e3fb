// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.parser;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class StaxSvgParserProperties {
    private static final byte[] GOOD = ("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE svg PUBLIC \"p\" \"s\">"
                    + "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><!-- c --><?p i?>"
                    + "<g id=\"a\"><path d=\"M0 0a1 1 0 01.5.5z\"/></g><![CDATA[x]]>&#65;</svg>")
            .getBytes(UTF_8);

    private final StaxSvgParser parser = StaxSvgParser.create();

    @Property(tries = 500)
    void parse_anyBytes_givesDocumentOrParseException(@ForAll byte[] bytes) {
        parseOrRefuse(bytes);
    }

    @Property(tries = 3_000)
    void parse_oneByteChanged_givesDocumentOrParseException(@ForAll int where, @ForAll byte other) {
        byte[] bytes = GOOD.clone();
        bytes[Math.floorMod(where, bytes.length)] = other;

        parseOrRefuse(bytes);
    }

    @Property(tries = 200)
    void parse_endMissing_isRefused(@ForAll @IntRange(max = 300) int missing) {
        byte[] bytes = Arrays.copyOf(GOOD, Math.max(0, GOOD.length - 1 - missing));

        assertThat(parseOrRefuse(bytes)).isFalse();
    }

    private boolean parseOrRefuse(byte[] bytes) {
        try {
            SvgDocument document = parser.parse(bytes);
            assertThat(document.elementsByName().values().stream()
                            .mapToInt(i -> i)
                            .sum())
                    .isEqualTo(document.elements());
            return true;
        } catch (SvgParseException e) {
            assertThat(e.reason()).isNotBlank();
            return false;
        }
    }
}
