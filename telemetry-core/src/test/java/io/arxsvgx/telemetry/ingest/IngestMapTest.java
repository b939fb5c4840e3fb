// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.testing.ProcessorFixture;
import io.arxsvgx.testsupport.LogFixture;
import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class IngestMapTest {
    @AutoClose
    private final LogFixture log = new LogFixture();

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults());

    @Test
    void ingest_goodMap_isTaken() {
        assertThat(processor.ingest(TelemetryEventMapTest.with("status", "WARN")))
                .isTrue();
        assertThat(processor.metrics().accepted()).isEqualTo(1);
        assertThat(log.messages()).isEmpty();
    }

    static Object[][] badEntriesAndReasons() {
        return new Object[][] {
            {"value", null, "not_an_event"},
            {"value", "1", "not_an_event"},
            {"value", Double.NaN, "not_finite"},
            {"value", new BigDecimal("1e999"), "not_finite"},
            {"source", null, "bad_source"},
            {"source", "", "bad_source"},
            {"source", 7, "bad_source"},
            {"type", null, "bad_type"},
            {"type", "x".repeat(1_001), "bad_type"},
            {"timestamp", -1, "time_out_of_range"},
            {"timestamp", new BigDecimal("1E+2147483647"), "time_out_of_range"},
            {"timestamp", "1969-12-31T23:59:59Z", "time_out_of_range"},
            {"timestamp", "+10000-01-01T00:00:00Z", "time_out_of_range"},
            {"timestamp", "noon", "not_an_event"},
            {"status", 5, "not_an_event"},
            {"meta", 5, "not_an_event"},
        };
    }

    @ParameterizedTest
    @MethodSource("badEntriesAndReasons")
    void ingest_badMap_isFalseAndCountedByReason(String field, Object value, String reason) {
        Map<String, Object> map = TelemetryEventMapTest.with("timestamp", 1_700_000_000);
        map.put(field, value);
        assertThat(processor.ingest(map)).isFalse();
        assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry(reason, 1L));
        assertThat(processor.metrics().offered()).isEqualTo(1);
        assertThat(log.messages()).singleElement().asString().contains(field);
    }

    @Test
    void ingest_nullOrEmptyMap_isNoEvent() {
        assertThat(processor.ingest((Map<String, ?>) null)).isFalse();
        assertThat(processor.ingest(Map.of())).isFalse();
        assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("not_an_event", 2L));
    }

    static Object[][] throwing() {
        return new Object[][] {
            {thrown(() -> new IllegalStateException("mine"))},
            {thrown(() -> new AssertionError("mine"))},
            {thrown(() -> new NoClassDefFoundError("mine"))},
            {thrown(StackOverflowError::new)},
            {thrown(() -> new Exception("checked"))},
            {
                thrown(() -> new RuntimeException() {
                    @Override
                    public String getMessage() {
                        throw new IllegalStateException("not even this");
                    }

                    @Override
                    public StackTraceElement[] getStackTrace() {
                        throw new IllegalStateException("nor that");
                    }
                })
            },
        };
    }

    private static Supplier<Throwable> thrown(Supplier<Throwable> fault) {
        return fault;
    }

    @ParameterizedTest
    @MethodSource("throwing")
    void ingest_mapThatThrows_isNoEvent(Supplier<Throwable> fault) {
        Map<String, Object> map = new AbstractMap<>() {
            @Override
            public Set<Entry<String, Object>> entrySet() {
                throw IngestMapTest.<RuntimeException>asUnchecked(fault.get());
            }
        };
        assertThat(processor.ingest(map)).isFalse();
        assertThat(processor.metrics().droppedByReason()).containsOnly(Map.entry("not_an_event", 1L));
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <X extends Throwable> RuntimeException asUnchecked(Throwable fault) throws X {
        throw (X) fault;
    }

    @Test
    void ingest_mapThatContainsItself_isAnsweredWithoutThrowing() {
        Map<String, Object> map = new HashMap<>();
        map.put("value", Map.of("around", map));
        map.put("source", map);
        assertThat(processor.ingest(map)).isFalse();
        assertThat(processor.metrics().dropped()).isEqualTo(1);
    }

    @Test
    void ingest_sameFaultAgain_isLoggedOnceAndCountedEachTime() {
        for (int i = 0; i < 100; i++) {
            processor.ingest(TelemetryEventMapTest.with("value", "text " + i));
        }
        assertThat(log.messages()).hasSize(1);
        assertThat(processor.metrics().dropped()).isEqualTo(100);
    }

    @Test
    void ingest_differentFaults_areLoggedOnceEach() {
        for (int i = 0; i < 10; i++) {
            processor.ingest(TelemetryEventMapTest.with("value", "x"));
            processor.ingest(TelemetryEventMapTest.with("source", 5));
            processor.ingest(TelemetryEventMapTest.with("timestamp", "x"));
        }
        assertThat(log.messages()).hasSize(3);
    }

    @Test
    void ingest_badMap_disturbsNoOther() {
        processor.ingest(TelemetryEventMapTest.with("value", "x"));
        assertThat(processor.ingest(TelemetryEventMapTest.with("value", 2))).isTrue();
        ProcessorFixture.assertIdentities(processor.metrics());
        assertThat(processor.metrics().accepted()).isEqualTo(1);
    }
}
