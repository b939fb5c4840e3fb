// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;

class StringInternerProperties {
    private final StringInterner known = new StringInterner();

    @Property
    void text_whateverCameBefore_isWhatItsCharactersSay(
            @ForAll @Size(max = 50) List<@StringLength(max = 80) String> texts) {
        for (String text : texts) {
            char[] chars = ("<" + text + ">").toCharArray();
            assertThat(known.text(chars, 1, text.length())).isEqualTo(text);
        }
    }

    @Example
    void text_thatComesAgain_isTheSameString() {
        char[] chars = "sensor_1".toCharArray();
        assertThat(known.text(chars, 0, chars.length)).isSameAs(known.text(chars, 0, chars.length));
    }

    @Example
    void text_withTheHashOfAnother_isNotTheOther() {
        assertThat(known.text("Aa".toCharArray(), 0, 2)).isEqualTo("Aa");
        assertThat(known.text("BB".toCharArray(), 0, 2)).isEqualTo("BB");
    }
}
