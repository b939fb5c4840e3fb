// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampsTest {
    private static final Instant NOON = Instant.parse("2026-01-31T12:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00",
                "2026-01-31 12:00:00",
                "2026-01-31 12:00:00z",
                "2026-01-31t12:00Z",
                "2026-01-31T14:00:00+02:00",
                "2026-01-31T14:00:00+0200",
                "2026-01-31 14:00:00+02",
                "2026-01-31T06:30:00-0530",
                "20260131T120000Z",
                "20260131T1200",
                "20260131T140000+0200",
                "2026-01-31T12:00:00.000000000Z",
                "2026-01-31T12:00:00,0Z",
            })
    void parse_anyFormOfIso8601_isThatTime(String text) {
        assertThat(Timestamps.parse(text)).isEqualTo(NOON);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "1769860800",
                "2026-02-30T12:00:00Z",
                "2026-01-31T25:00:00Z",
                "2026-01-31",
                " 2026-01-31T12:00:00Z",
                "2026-01-31T12:00:00+99:00",
                "\u0662\u0660\u0662\u0666-01-31T12:00:00Z",
                "1969-12-31T23:59:59Z",
                "0000-01-01T00:00:00Z",
                "+12026-01-31T12:00:00Z",
            })
    void parse_noTime_saysWhatIsExpected(String text) {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> Timestamps.parse(text))
                .withMessage(Timestamps.EXPECTED);
    }

    @ParameterizedTest
    @CsvSource({
        "1769860800000, milliseconds",
        "1769860800000.5, milliseconds",
        "1769860800000000, microseconds",
        "1769860800000000000, nanoseconds",
        "253402300800, milliseconds",
    })
    void ofSeconds_otherUnit_hasAHint(BigDecimal given, String unit) {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> Timestamps.ofSeconds(given))
                .withMessageContaining("not " + unit);
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "-1e-999999", "1e1000000", "1e30", "-1e1000000"})
    void ofSeconds_outOfRange_isRefused(BigDecimal given) {
        assertThatExceptionOfType(DateTimeException.class)
                .isThrownBy(() -> Timestamps.ofSeconds(given))
                .withMessage(Timestamps.EXPECTED);
    }

    @Test
    void ofSeconds_fractions_areExact() {
        assertThat(Timestamps.ofSeconds(new BigDecimal("1769860800.000000001"))).isEqualTo(NOON.plusNanos(1));
        assertThat(Timestamps.ofSeconds(new BigDecimal("1e-1000000"))).isEqualTo(Instant.EPOCH);
        assertThat(Timestamps.ofSeconds(new BigDecimal("253402300799.9"))).isEqualTo("9999-12-31T23:59:59.9Z");
    }
}
