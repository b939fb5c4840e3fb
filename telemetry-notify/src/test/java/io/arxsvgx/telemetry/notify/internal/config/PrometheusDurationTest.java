// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PrometheusDurationTest {
    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "0s, 0",
        "30s, 30000",
        "5m, 300000",
        "1h30m, 5400000",
        "2d, 172800000",
        "1w, 604800000",
        "1y1w1d1h1m1s1ms, 32230861001",
        "90m, 5400000",
        "007s, 7000"
    })
    void parse_duration_itsMilliseconds(String text, long millis) {
        assertThat(PrometheusDuration.parse(text)).isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "5", "m", "1m1h", "1m1m", "-5m", "1.5h", "5 m", "5M", "5m ", "300y", "99999999999999999999s"
            })
    void parse_noDuration_isRefused(String text) {
        assertThatThrownBy(() -> PrometheusDuration.parse(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("duration");
    }

    @ParameterizedTest
    @CsvSource({"0, 0s", "604800000, 1w", "86400000, 1d", "691200000, 8d", "5400000, 1h30m", "1001, 1s1ms"})
    void format_duration_asPrometheus(long millis, String text) {
        assertThat(PrometheusDuration.format(Duration.ofMillis(millis))).isEqualTo(text);
    }

    @Property(seed = "1")
    void parse_formatted_isTheSame(@ForAll @LongRange(min = 0, max = 9_000_000_000_000L) long millis) {
        Duration duration = Duration.ofMillis(millis);

        assertThat(PrometheusDuration.parse(PrometheusDuration.format(duration)))
                .isEqualTo(duration);
    }
}
