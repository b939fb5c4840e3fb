// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.alertmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of matchers in the notation of Alertmanager. */
class AlertmanagerMatcherTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            quoteCharacter = '`',
            value = {
                "a=b; a=\"b\"; b",
                " a = b ; a=\"b\"; b",
                "a=\"b c\"; a=\"b c\"; b c",
                "a!=b; a!=\"b\"; c",
                "a=~b|c; a=~\"b|c\"; c",
                "a=~\"b.*\"; a=~\"b.*\"; bcd",
                "a!~\"b.*\"; a!~\"b.*\"; abc",
                "a=\"say \\\"hi\\\"\"; a=\"say \"hi\"\"; say \"hi\"",
                "a=x\\\\y; a=\"x\\y\"; x\\y",
                "a=~\"\\d+\"; a=~\"\\d+\"; 42",
                "a=; a=\"\"; ``",
                "a=\"\"; a=\"\"; ``",
                "a_b:c1=b; a_b:c1=\"b\"; b",
            })
    void parse_matcher_isReadAndMatches(String text, String read, String value) {
        AlertmanagerMatcher matcher = AlertmanagerMatcher.parse(text);

        assertThat(matcher).hasToString(read);
        assertThat(matcher.matches(value)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a=b, bb", "a!=b, b", "a=~b, bb", "a=~b, ab", "a!~b|c, c", "a=~b, ''"})
    void matches_otherValues_no(String text, String value) {
        assertThat(AlertmanagerMatcher.parse(text).matches(value)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "=b", "1a=b", "a-b=c", "a=\"b", "a=b\"", "a=\"b\"c\"", "a=~(", "a=~\"[\"", "a~b"})
    void parse_faulty_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> AlertmanagerMatcher.parse(text))
                .withMessageContaining("expected");
    }

    @Test
    void matches_expressionWithBacktracking_isEnded() {
        AlertmanagerMatcher slow = AlertmanagerMatcher.parse("a=~\"(.*a){12}b\"");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> slow.matches("a".repeat(100)))
                .withMessageContaining("too long");
    }
}
