// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class BoundedRegexTest {
    @Test
    void matches_theWholeText() {
        assertThat(BoundedRegex.compile("a.c").matches("abc")).isTrue();
        assertThat(BoundedRegex.compile("a.c").matches("abcd")).isFalse();
        assertThat(BoundedRegex.compile("a|ab").matches("ab")).isTrue();
    }

    /** The first reads without an end, the second exhausts the stack. */
    @ParameterizedTest
    @ValueSource(strings = {"(a+)+b", "(a|b)*c"})
    void matches_tooSlow_ends(String expression) {
        assertThatThrownBy(() -> BoundedRegex.compile(expression).matches("a".repeat(100_000)))
                .isInstanceOf(BoundedRegex.TooSlowException.class)
                .hasMessageContaining("too long");
    }
}
