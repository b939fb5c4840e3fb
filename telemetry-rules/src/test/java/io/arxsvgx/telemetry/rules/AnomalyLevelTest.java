// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The anomaly scores that a processor stores with the values. */
class AnomalyLevelTest {
    private static final int MANY = 1_500;

    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-03-01T12:00:00Z"));
    private final AnomalyDetector detector = AnomalyDetector.create();
    private final Random random = new Random(1);

    private TelemetryProcessor processor(AlertRule... rules) {
        TelemetryProcessor made = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .build();
        List.of(rules).forEach(made::addAlertRule);
        return made;
    }

    private static AlertRule rule(String id, Object... parameters) {
        AlertRule.Builder rule = AlertRule.builder(id).condition("anomaly").parameter("field", "load");
        for (int i = 0; i < parameters.length; i += 2) {
            rule.parameter((String) parameters[i], parameters[i + 1]);
        }
        return rule.build();
    }

    private double[] feed(TelemetryProcessor processor, int count) {
        double[] scores = new double[count];
        for (int i = 0; i < count; i++) {
            double value = random.nextGaussian() + (i % 400 == 399 ? 12 : 0);
            processor.ingest(TelemetryEvent.of("web", "load", value));
            detector.accept(value);
            scores[i] = detector.score();
            processor.runOnce();
        }
        return scores;
    }

    private static SeriesHistory history(TelemetryProcessor processor) {
        return processor.series().history("web", "load", Integer.MAX_VALUE).orElseThrow();
    }

    @Test
    void history_ofASeriesWithAnAdaptiveRule_hasTheScoreOfEachValue() {
        try (TelemetryProcessor processor = processor(rule("odd"))) {
            processor.start();
            double[] expected = feed(processor, MANY);
            SeriesHistory history = history(processor);

            assertThat(history.size()).isEqualTo(MANY);
            for (int i = 0; i < MANY; i++) {
                if (i < 10) {
                    assertThat(history.level(i)).as("warming up").isNaN();
                } else {
                    assertThat(history.level(i)).isCloseTo(expected[i], within(1e-7));
                }
            }
            assertThat(history.level(399)).isGreaterThan(0.6);
        }
    }

    @Test
    void history_rulesChange_hasScoresWhileARuleReportsThem() {
        try (TelemetryProcessor processor = processor(rule("far", "method", "zscore"))) {
            processor.start();
            feed(processor, 50);
            assertThat(history(processor).level(49)).isNaN();
            processor.addAlertRule(rule("odd", "sensitivity", 0.5));
            feed(processor, 50);
            processor.addAlertRule(rule("quick", "method", "zscore", "sensitivity", 0.9));
            feed(processor, 50);
            SeriesHistory history = history(processor);
            assertThat(history.level(49)).isNaN();
            assertThat(history.level(59)).as("warming up").isNaN();
            assertThat(history.level(60)).isBetween(0.0, 1.0);
            assertThat(history.level(149)).isBetween(0.0, 1.0);
            processor.removeAlertRule("odd");
            feed(processor, 1);
            assertThat(history(processor).level(149)).isNaN();
        }
    }

    @Test
    void restoreState_storedValuesAndScores_continue() throws IOException {
        AlertRule rule = rule("odd");
        ByteArrayOutputStream state = new ByteArrayOutputStream();
        double[] before;
        try (TelemetryProcessor first = processor(rule)) {
            first.start();
            before = feed(first, MANY);
            first.saveState(state);
        }
        try (TelemetryProcessor next = processor(rule)) {
            next.restoreState(new ByteArrayInputStream(state.toByteArray()), List.of());
            next.start();
            double[] after = feed(next, MANY);
            SeriesHistory history = history(next);
            assertThat(history.size()).isEqualTo(2 * MANY);
            for (int i = 10; i < 2 * MANY; i++) {
                double expected = i < MANY ? before[i] : after[i - MANY];
                assertThat(history.level(i)).as("value " + i).isCloseTo(expected, within(1e-7));
            }
        }
    }
}
