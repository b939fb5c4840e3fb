// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Wildcards against regular expressions, over few letters so that they match often. */
class GlobPatternProperties {
    @Provide
    Arbitrary<String> patterns() {
        return Arbitraries.strings().withChars("aab.?*").ofMaxLength(10);
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aab.?*\n").ofMaxLength(12);
    }

    @Property
    void matches_anyPatternAndText_agreesWithARegularExpression(
            @ForAll("patterns") String pattern, @ForAll("texts") String text) {
        String regex =
                Arrays.stream(pattern.split("\\*", -1)).map(Pattern::quote).collect(Collectors.joining(".*"));

        assertThat(GlobPattern.matches(pattern, text))
                .isEqualTo(Pattern.compile(regex, Pattern.DOTALL).matcher(text).matches());
    }

    @Property
    void matches_exactPattern_onlyItself(@ForAll("texts") String name, @ForAll("texts") String text) {
        if (GlobPattern.isExact(name)) {
            assertThat(GlobPattern.matches(name, text)).isEqualTo(name.equals(text));
        }
    }
}
