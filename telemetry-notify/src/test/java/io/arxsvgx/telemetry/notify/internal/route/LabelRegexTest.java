// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The expressions of RE2, and those of Java that replace them in a run-time image. */
class LabelRegexTest {
    @ParameterizedTest
    @CsvSource({"web-.*, web-1, true", "web, web-1, false", "a|b, b, true", "'', '', true", "(?i)web, WEB, true"})
    void bothKinds_matchTheWholeValue(String regex, String value, boolean matches) {
        assertThat(LabelRegex.of(regex).matches(value)).isEqualTo(matches);
        assertThat(java(regex).test(value)).isEqualTo(matches);
    }

    @Test
    void bothKinds_refuseAFault_withTheExpression() {
        assertThatThrownBy(() -> LabelRegex.of("a(b")).hasMessageContaining("invalid regular expression \"a(b\"");
        assertThatThrownBy(() -> java("a(b")).hasMessageContaining("invalid regular expression \"a(b\"");
    }

    @Test
    @Timeout(10)
    void bothKinds_endInTime() {
        String value = "a".repeat(1_000);

        assertThat(LabelRegex.of("(a+)+b").matches(value)).isFalse();
        assertThat(java("(a+)+b").test(value)).isFalse();
    }

    private static Predicate<String> java(String regex) {
        return LabelRegex.JavaRegex.compile(regex);
    }
}
