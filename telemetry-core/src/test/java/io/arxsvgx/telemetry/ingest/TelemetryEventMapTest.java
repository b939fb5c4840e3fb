// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class TelemetryEventMapTest {
    /** Returns a valid map with one entry changed. */
    static Map<String, Object> with(String key, Object value) {
        Map<String, Object> map = new HashMap<>(Map.of("source", "s", "type", "t", "value", 1));
        map.put(key, value);
        return map;
    }

    @Test
    void fromMap_specificationsDictionary_isRead() {
        TelemetryEvent event = TelemetryEvent.fromMap(Map.of(
                "timestamp", 1_700_000_000.5,
                "source", "sensor_001",
                "type", "temperature",
                "value", 82,
                "status", "WARN",
                "meta", Map.of("unit", "C"),
                "site", "north"));
        assertThat(event)
                .isEqualTo(TelemetryEvent.builder()
                        .timestamp(Instant.parse("2023-11-14T22:13:20.500Z"))
                        .source("sensor_001")
                        .type("temperature")
                        .value(82)
                        .status("WARN")
                        .attribute("unit", "C")
                        .attribute("site", "north")
                        .build());
    }

    @Test
    void fromMap_statusMissingOrNull_isOk() {
        assertThat(TelemetryEvent.fromMap(with("status", null)).status()).isEqualTo("OK");
        assertThat(TelemetryEvent.fromMap(with("note", null)).status()).isEqualTo("OK");
    }

    @Test
    void fromMap_timestampMissingOrNull_isStampedOnArrival() {
        assertThat(TelemetryEvent.fromMap(with("timestamp", null)).timestamp()).isNull();
        assertThat(TelemetryEvent.fromMap(with("meta", null)).timestamp()).isNull();
    }

    @Test
    void fromMap_nullKey_isAnAttribute() {
        assertThat(TelemetryEvent.fromMap(with(null, 5)).attributes()).containsEntry("null", 5);
    }

    @ParameterizedTest
    @CsvSource({
        "2024-01-02T03:04:05, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05Z, 2024-01-02T03:04:05Z",
        "2024-01-02T03:04:05.123456789Z, 2024-01-02T03:04:05.123456789Z",
        "2024-01-02T03:04:05+02:00, 2024-01-02T01:04:05Z",
        "2024-01-02T03:04:05-02:00, 2024-01-02T05:04:05Z",
        "1970-01-01T00:00:00, 1970-01-01T00:00:00Z",
        "2024-01-02 03:04:05+0200, 2024-01-02T01:04:05Z",
        "20240102T030405Z, 2024-01-02T03:04:05Z",
        "9999-12-31T23:59:59.999Z, 9999-12-31T23:59:59.999Z",
    })
    void fromMap_isoText_isUtcUnlessItSaysOtherwise(String text, Instant time) {
        assertThat(TelemetryEvent.fromMap(with("timestamp", text)).timestamp()).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 1970-01-01T00:00:00Z",
        "0E+2147483647, 1970-01-01T00:00:00Z",
        "1e-999999999, 1970-01-01T00:00:00Z",
        "0.000000001, 1970-01-01T00:00:00.000000001Z",
        "1700000000.123456789, 2023-11-14T22:13:20.123456789Z",
        "253402300799.999, 9999-12-31T23:59:59.999Z",
    })
    void fromMap_decimalSeconds_areExact(BigDecimal seconds, Instant time) {
        assertThat(TelemetryEvent.fromMap(with("timestamp", seconds)).timestamp())
                .isEqualTo(time);
    }

    @Test
    void fromMap_badEntry_isQuotedWithoutNamesOfClasses() {
        assertThat(refusal("value", "1.5")).contains("got \"1.5\"");
        assertThat(refusal("value", new java.util.ArrayList<>())).contains("got a list");
        assertThat(refusal("source", Map.of())).contains("got an object");
        assertThat(refusal("type", new int[0])).contains("got a list");
        assertThat(refusal("source", null)).contains("got null");
        assertThat(refusal("value", new BigDecimal("1e999"))).contains("got 1E+999");
        assertThat(refusal("status", 5)).contains("got 5");
        assertThat(refusal("timestamp", 1_700_000_000_000L)).contains("got 1700000000000", "not milliseconds");
        assertThat(refusal("timestamp", "x\n" + "y".repeat(5_000)))
                .contains("\"x\\ny")
                .hasSizeLessThan(300);
        assertThat(refusal("source", "\ud800")).contains("\\uD800", "surrogate");
    }

    private static String refusal(String field, Object value) {
        return org.assertj.core.api.Assertions.catchThrowable(() -> TelemetryEvent.fromMap(with(field, value)))
                .getMessage();
    }

    static Object[][] badEntries() {
        Map<String, Object> circular = new HashMap<>();
        circular.put("again", Map.of("and again", circular));
        return new Object[][] {
            {"value", null},
            {"value", "82.0"},
            {"value", true},
            {"value", Double.NaN},
            {"value", Double.POSITIVE_INFINITY},
            {"value", Float.NEGATIVE_INFINITY},
            {"value", new BigDecimal("1e999")},
            {"value", circular},
            {"source", null},
            {"source", ""},
            {"source", 5},
            {"source", circular},
            {"source", "x".repeat(1_001)},
            {"type", null},
            {"type", ""},
            {"type", new Object[0]},
            {"status", 5},
            {"meta", "text"},
            {"timestamp", -1},
            {"timestamp", -1e-9},
            {"timestamp", new BigDecimal("-1e-999999999")},
            {"timestamp", new BigDecimal("1e999999999")},
            {"timestamp", new BigDecimal("1E+2147483647")},
            {"timestamp", 1e300},
            {"timestamp", Double.NaN},
            {"timestamp", Double.POSITIVE_INFINITY},
            {"timestamp", Long.MAX_VALUE},
            {"timestamp", BigInteger.TEN.pow(400)},
            {"timestamp", 253_402_300_800L},
            {"timestamp", Instant.MAX},
            {"timestamp", Instant.parse("1969-12-31T23:59:59Z")},
            {"timestamp", "1700000000"},
            {"timestamp", "yesterday"},
            {"timestamp", ""},
            {"timestamp", "1969-12-31T23:59:59Z"},
            {"timestamp", true},
            {"timestamp", circular},
        };
    }

    @ParameterizedTest
    @MethodSource("badEntries")
    void fromMap_badEntry_isRefusedNamingTheField(String field, Object value) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryEvent.fromMap(with(field, value)))
                .withMessageStartingWith("field \"" + field + "\"")
                .satisfies(refusal -> assertThat(refusal.getMessage()).hasSizeLessThan(300));
    }

    @ParameterizedTest
    @CsvSource({"source", "type", "value"})
    void fromMap_missingEntry_isRefusedNamingTheField(String field) {
        Map<String, Object> map = with("status", "OK");
        map.remove(field);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryEvent.fromMap(map))
                .withMessageContainingAll("\"" + field + "\"", "missing");
    }

    @Test
    void fromMap_nullOrEmpty_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> TelemetryEvent.fromMap(null));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> TelemetryEvent.fromMap(Map.of()))
                .withMessageContaining("\"value\"");
    }

    @Test
    void fromMap_mapThatContainsItself_isTakenAsAttribute() {
        Map<String, Object> map = with("note", "x");
        map.put("self", map);
        map.put("meta", map);
        assertThat(TelemetryEvent.fromMap(map).attributes()).containsKeys("self", "note");
    }

    @Test
    void attributes_ofAnEvent_areACopyThatCannotBeChanged() {
        Map<String, Object> attributes = new HashMap<>(Map.of("a", 1));
        Map<String, Object> map = with("meta", attributes);
        TelemetryEvent event = TelemetryEvent.fromMap(map);
        attributes.put("b", 2);
        assertThat(event.attributes()).containsOnlyKeys("a").isUnmodifiable();
    }
}
