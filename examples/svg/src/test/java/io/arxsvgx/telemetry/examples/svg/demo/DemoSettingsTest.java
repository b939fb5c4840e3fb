// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DemoSettingsTest {
    @Test
    void of_propertyMissing_runsBetween20And30Seconds() {
        assertThat(DemoSettings.of(null, false).length().toSeconds()).isBetween(20L, 30L);
    }

    @ParameterizedTest
    @CsvSource({"1, 1", "5, 5", "007, 7", "55, 55", "56, 55", "300, 55", "99999999999999999999, 55"})
    void of_wholeNumber_boundsTheRunAndStaysBelowAMinute(String seconds, long expected) {
        assertThat(DemoSettings.of(seconds, false).length().toSeconds()).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "0", "00", "-1", "1.5", "abc", "true", "5s", "+5", " 5"})
    void of_anythingElse_isRefusedInOneLine(String seconds) {
        assertThatThrownBy(() -> DemoSettings.of(seconds, false))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("demo.seconds: expected a whole number of seconds of at least 1, got \"" + seconds + "\"");
    }
}
