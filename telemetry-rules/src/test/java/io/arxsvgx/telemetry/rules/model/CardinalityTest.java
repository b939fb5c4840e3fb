// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesCardinality;
import io.arxsvgx.telemetry.series.SeriesCardinality.LabelCount;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A label with ever new values fills the half of the limit that its type may have, and nothing else. */
class CardinalityTest {
    private static final int MAX_SERIES = 1_000;
    private static final int FLOOD = 20_000;

    private final SteppedClock clock = new SteppedClock();

    private TelemetryProcessor processor(AlertRule... rules) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .timeSource(clock)
                        .maxSeries(MAX_SERIES)
                        .bufferSize(FLOOD)
                        .build())
                .callerDriven()
                .build();
        for (AlertRule rule : rules) {
            processor.addAlertRule(rule);
        }
        processor.start();
        return processor;
    }

    private static void event(TelemetryProcessor processor, String type, double value, Map<String, String> labels) {
        assertThat(processor.ingest(TelemetryEvent.builder()
                        .source("shop")
                        .type(type)
                        .value(value)
                        .labels(labels)
                        .build()))
                .isTrue();
    }

    private static void flood(TelemetryProcessor processor) {
        for (int i = 0; i < FLOOD; i++) {
            event(processor, "latency", 10, Map.of("uri", "/" + i % 3, "session", "s" + i));
        }
    }

    @Test
    void flood_ofLabelValues_leavesOtherSeriesUntouched() {
        try (TelemetryProcessor processor = processor(above("r", 80).build())) {
            event(processor, Scenario.TYPE, 90, Map.of("site", "north"));
            event(processor, "latency", 10, Map.of("uri", "/known"));
            processor.runOnce();
            flood(processor);
            event(processor, "latency", 11, Map.of("uri", "/known"));
            event(processor, Scenario.TYPE, 90, Map.of("site", "south"));
            processor.runOnce();

            assertThat(processor.metrics().series()).isEqualTo(MAX_SERIES / 2 + 2);
            assertThat(processor.metrics().discardedByReason())
                    .containsOnly(Map.entry("series_limit", (long) FLOOD - (MAX_SERIES / 2 - 1)));
            assertThat(processor.alerts().firing())
                    .extracting(Alert::seriesLabels)
                    .containsExactly(Map.of("site", "north"), Map.of("site", "south"));
            assertThat(processor
                            .series()
                            .history("shop", "latency", Map.of("uri", "/known"), 10)
                            .orElseThrow()
                            .values())
                    .containsExactly(10, 11);

            SeriesCardinality now = processor.series().cardinality();
            assertThat(now.limitPerType()).isEqualTo(MAX_SERIES / 2);
            assertThat(now.types().get(0).type()).isEqualTo("latency");
            assertThat(now.types().get(0).refused()).isEqualTo(FLOOD - (MAX_SERIES / 2 - 1));
            assertThat(now.types().get(0).labels())
                    .containsExactly(new LabelCount("session", MAX_SERIES / 2 - 1), new LabelCount("uri", 4));

            clock.advance(Duration.ofSeconds(2));
            processor.runOnce();
            String warning = "series limit reached for type \"latency\": one type may have 500 of 1000 series";
            assertThat(processor.problems())
                    .filteredOn(problem -> problem.contains(warning))
                    .singleElement()
                    .asString()
                    .contains("label \"session\" has the most values");
        }
    }

    @Test
    void streams_ofALabelWithManyValues_countAsSeriesOfTheType() {
        try (TelemetryProcessor processor = processor(
                above("r", 80).by("session").build(), above("all", 80).by().build())) {
            for (int i = 0; i < MAX_SERIES; i++) {
                event(processor, Scenario.TYPE, 90, Map.of("session", "s" + i));
            }
            processor.runOnce();

            SeriesCardinality now = processor.series().cardinality();
            assertThat(now.series()).isEqualTo(MAX_SERIES / 2);
            SeriesCardinality.TypeCount type = now.types().get(0);
            assertThat(type.series() + type.streams()).isEqualTo(MAX_SERIES / 2);
            assertThat(type.streams()).isBetween(MAX_SERIES / 4 - 2, MAX_SERIES / 4 + 2);
            assertThat(processor.alerts().firing()).hasSize(type.streams());

            clock.advance(Duration.ofHours(30));
            for (int i = 0; i < 40; i++) {
                clock.advance(Duration.ofHours(1));
                processor.runOnce();
            }
            assertThat(processor.series().cardinality().series()).isZero();
            assertThat(processor.alerts().firing()).isEmpty();
            event(processor, Scenario.TYPE, 90, Map.of("session", "again"));
            processor.runOnce();
            assertThat(processor.alerts().firing())
                    .extracting(Alert::ruleId)
                    .containsExactlyInAnyOrderElementsOf(List.of("r", "all"));
        }
    }
}
