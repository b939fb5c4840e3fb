// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.ingest;

import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.Admission;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The attributes of an event are in the alert that it fires. */
class EventAttributesTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start(above("hot").build());

    private static TelemetryEvent event(double value, Map<String, ?> attributes) {
        TelemetryEvent.Builder event = TelemetryEvent.builder()
                .source(AlertHarness.SOURCE)
                .type(AlertHarness.TYPE)
                .value(value);
        attributes.forEach(event::attribute);
        return event.build();
    }

    private Map<String, Object> kept(Map<String, ?> attributes) {
        harness.event(LOW).ingest(event(HIGH, attributes)).turn();
        return harness.alert().attributes();
    }

    @Test
    void alert_firedAtOnce_hasThoseOfThatEvent() {
        harness.ingest(event(LOW, Map.of("batch", "a"))).turn();
        harness.ingest(event(HIGH, Map.of("batch", "b"))).turn();
        harness.ingest(event(HIGH, Map.of("batch", "c"))).turn();

        assertThat(harness.alert().attributes()).isEqualTo(Map.of("batch", "b"));
        assertThat(harness.event(LOW).alert().attributes()).isEqualTo(Map.of("batch", "b"));
        assertThat(harness.acted())
                .allSatisfy(alert -> assertThat(alert.attributes()).isEqualTo(Map.of("batch", "b")));
    }

    @Test
    void alert_firedByAnEventWithout_hasNone() {
        harness.ingest(event(LOW, Map.of("batch", "a"))).event(HIGH);

        assertThat(harness.alert().attributes()).isEmpty();
    }

    @Test
    void alert_pendingForAWhile_hasThoseOfTheLastBreachingEvent() {
        harness.start(above("hot").forDuration(seconds(10)).build());
        harness.ingest(event(HIGH, Map.of("batch", "a"))).turn();
        harness.clock(5).ingest(event(HIGH, Map.of("batch", "b"))).turn();
        harness.turnAt(11);

        assertThat(harness.alert().attributes()).isEqualTo(Map.of("batch", "b"));
    }

    @Test
    void attributes_anyData_arePlain() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("floor", 3);
        given.put("load", 0.5f);
        given.put("ok", true);
        given.put("tags", List.of("a", 1));
        given.put("at", Map.of("x", 1.5));
        given.put("builder", java.nio.CharBuffer.wrap("text"));
        given.put("infinite", Double.POSITIVE_INFINITY);

        assertThat(kept(given))
                .isEqualTo(Map.of(
                        "floor",
                        3L,
                        "load",
                        0.5,
                        "ok",
                        true,
                        "tags",
                        List.of("a", 1L),
                        "at",
                        Map.of("x", 1.5),
                        "builder",
                        "text",
                        "infinite",
                        "Infinity"))
                .isUnmodifiable();
    }

    @Test
    void attributes_tooMany_areTheFirst32() {
        Map<String, Object> given = new LinkedHashMap<>();
        IntStream.range(0, 100).forEach(i -> given.put("k" + i, i));

        assertThat(kept(given)).hasSize(32).containsKeys("k0", "k31");
    }

    @Test
    void attributes_tooLong_areLeftOutWhole() {
        Map<String, Object> given = new LinkedHashMap<>();
        given.put("short", "x");
        given.put("long", "x".repeat(9_000));
        given.put("fits", "x".repeat(8_000));
        given.put("last", "x".repeat(500));

        assertThat(kept(given)).containsOnlyKeys("short", "fits");
    }

    @Test
    void attributes_thatContainThemselvesOrThrow_areLeftOut() {
        Map<String, Object> circular = new HashMap<>();
        circular.put("again", List.of(circular, circular, circular));
        Object hostile = new Object() {
            @Override
            public String toString() {
                throw new IllegalStateException("no text");
            }
        };

        assertThat(kept(Map.of("circular", circular, "hostile", hostile, "good", 1)))
                .containsEntry("good", 1L);
    }

    @Test
    void offer_halfOfASurrogatePair_isInvalidEverywhere() {
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().callerDriven().build()) {
            processor.start();
            List<TelemetryEvent> bad = new ArrayList<>();
            for (String half : List.of("\ud800", "a\udc00b", "\udc00\ud800")) {
                bad.add(TelemetryEvent.of(half, "t", 1));
                bad.add(TelemetryEvent.of("s", half, 1));
                bad.add(TelemetryEvent.builder()
                        .source("s")
                        .type("t")
                        .value(1)
                        .status(half)
                        .build());
                bad.add(event(1, Map.of(half, "x")));
                bad.add(event(1, Map.of("x", half)));
                bad.add(event(1, Map.of("x", List.of(Map.of("y", half)))));
                bad.add(event(1, Map.of("x", Map.of(half, 1))));
                assertThat(processor.series("s", "t").record(1, half)).isFalse();
            }
            assertThat(bad)
                    .allSatisfy(event -> assertThat(processor.offer(event)).isEqualTo(Admission.INVALID));
            assertThat(processor.metrics().accepted()).isZero();
            assertThat(processor.metrics().droppedByReason())
                    .containsEntry("bad_source", 3L)
                    .containsEntry("bad_type", 3L)
                    .containsEntry("not_an_event", 18L);
            assertThat(processor.offer(TelemetryEvent.of("\ud83d\ude00", "t", 1)))
                    .isEqualTo(Admission.ACCEPTED);
        }
    }
}
