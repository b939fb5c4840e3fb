// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

class ForeignTextTest {
    private static final String[] BIDIRECTIONAL = {
        "\u061C", "\u200E", "\u200F", "\u202A", "\u202B", "\u202C", "\u202D", "\u202E", "\u2066", "\u2067", "\u2068",
        "\u2069"
    };

    @Test
    void escape_visibleText_isTheSame() {
        String text = "pump \u00fc \u4e2d \ud83d\ude00 C:\\x \"y\"";
        assertThat(ForeignText.escape(text)).isEqualTo(text);
    }

    @Test
    void escape_everyControlCharacter_leavesNone() {
        for (int c = 0; c < 0x3000; c++) {
            String escaped = ForeignText.escape("a" + (char) c + "b");
            boolean isControl = Character.isISOControl(c) || c == 0x2028 || c == 0x2029;
            assertThat(escaped.length() > 3).as("U+%04X", c).isEqualTo(isControl || isBidirectional(c));
        }
        assertThat(ForeignText.escape("a\r\n\tb\u0085\u001b[31m\u007f"))
                .isEqualTo("a\\r\\n\\tb\\u0085\\u001B[31m\\u007F");
        assertThat(ForeignText.escape("x\ud800")).isEqualTo("x\\uD800");
    }

    private static boolean isBidirectional(int c) {
        for (String one : BIDIRECTIONAL) {
            if (one.charAt(0) == c) {
                return true;
            }
        }
        return false;
    }

    @Test
    void quote_longText_isCutToAHundredCharacters() {
        assertThat(ForeignText.quote("x".repeat(100))).isEqualTo('"' + "x".repeat(100) + '"');
        assertThat(ForeignText.quote("x".repeat(5_000))).isEqualTo('"' + "x".repeat(100) + "\u2026\"");
        assertThat(ForeignText.quote("\u0001".repeat(5_000))).hasSizeLessThanOrEqualTo(103);
        assertThat(ForeignText.quote("\ud83d\ude00".repeat(60)))
                .satisfies(quoted -> assertThat(Identifiers.isUnicode(quoted)).isTrue());
    }

    @Test
    void escape_exception_hasNoLinesOfItsMessages() {
        Exception harmless = new IllegalStateException("x");
        assertThat(ForeignText.escape(harmless)).isSameAs(harmless);
        Exception forged = new IllegalStateException("outer", new IllegalArgumentException("a\nERROR forged"));
        forged.addSuppressed(new IllegalArgumentException("b\u2028forged"));
        StringWriter trace = new StringWriter();
        ForeignText.escape(forged).printStackTrace(new PrintWriter(trace, true));
        assertThat(trace.toString())
                .contains("IllegalStateException: outer", "a\\nERROR forged", "b\\u2028forged", "ForeignTextTest")
                .doesNotContain("a\nERROR", "\u2028");
    }
}
