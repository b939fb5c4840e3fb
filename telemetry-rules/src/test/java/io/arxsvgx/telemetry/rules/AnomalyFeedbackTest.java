// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.adaptive.Feature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** False-positive marks of users on alerts. */
class AnomalyFeedbackTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-03-01T12:00:00Z"));

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(time).build())
            .callerDriven()
            .build();

    @Test
    void feedback_notAnAnomaly_raisesTheBarOfTheSeriesForThePartUntilUndone() {
        AnomalyDetector detector = learned();
        detector.accept(90);
        double plain = detector.alarmScore();
        AnomalyDetector marked = learned();
        for (Feature part : Feature.values()) {
            assertThat(marked.markFalsePositive(part.label)).isTrue();
        }
        marked.accept(90);
        assertThat(marked.alarmScore()).isLessThan(plain);
        assertThat(marked.explain().text())
                .startsWith("value 90.0 above ")
                .contains("; alarm threshold raised by 1 false-positive mark; ");
        AnomalyDetector undone = learned();
        assertThat(undone.markFalsePositive("value")).isTrue();
        assertThat(undone.clearFalsePositive("value")).isTrue();
        undone.accept(90);
        assertThat(undone.alarmScore()).isEqualTo(plain);
        assertThat(undone.clearFalsePositive("value")).as("no mark to remove").isFalse();
        assertThat(undone.markFalsePositive("slope")).as("no such part").isFalse();
    }

    @Test
    void feedback_savedAndRestored_stays() throws IOException {
        AnomalyDetector marked = learned();
        marked.markFalsePositive("value");
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        marked.save(new DataOutputStream(bytes));
        AnomalyDetector restored = AnomalyDetector.create();
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        marked.accept(90);
        restored.accept(90);
        assertThat(restored.alarmScore()).isEqualTo(marked.alarmScore());
        assertThat(restored.explain()).isEqualTo(marked.explain());
    }

    @Test
    void feedback_onTheProcessor_isSeenOnTheAlertAndCanBeUndone() {
        processor.addAlertRule(AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "temperature")
                .build());
        processor.start();
        for (int i = 0; i < 1_000; i++) {
            processor.ingest(TelemetryEvent.of("room", "temperature", i % 2 == 0 ? 69 : 71));
        }
        processor.ingest(TelemetryEvent.of("room", "temperature", 73));
        processor.runOnce();
        Alert alert = processor.alerts(1).get(0);

        assertThat(processor.clearFalsePositive(alert.id(), "ann"))
                .as("not marked yet")
                .isFalse();
        assertThat(processor.markFalsePositive(alert.id(), "ann")).isTrue();
        assertThat(processor.markFalsePositive(alert.id(), "bob"))
                .as("marked already")
                .isFalse();
        assertThat(note()).isEqualTo("not an anomaly");
        assertThat(processor.clearFalsePositive(alert.id(), "bob")).isTrue();
        assertThat(note()).isEqualTo("an anomaly after all");
        assertThat(processor.markFalsePositive("nothing", "ann")).isFalse();
        assertThatThrownBy(() -> processor.markFalsePositive(alert.id(), " "))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void feedback_onAConditionThatDoesNotLearn_changesNothing() {
        processor.addAlertRule(DefaultRules.highTemperature());
        processor.start();
        processor.ingest(TelemetryEvent.of("room", "temperature", 90));
        processor.runOnce();
        Alert alert = processor.alerts(1).get(0);
        assertThat(processor.markFalsePositive(alert.id(), "ann")).isFalse();
        assertThat(processor.alerts(1).get(0).acknowledgement()).isNull();
    }

    /** The store has newer marks than the saved state, as after a crash; they are applied once. */
    @Test
    void restoreState_marksThatWereNotSaved_holdAndCanBeUndone() throws IOException {
        processor.addAlertRule(odd());
        processor.start();
        feedSteady(processor, 1_000);
        byte[] early = saved(processor);
        ingest(processor, 73);
        assertThat(processor.markFalsePositive(processor.alerts(1).get(0).id(), "ann"))
                .isTrue();
        byte[] late = saved(processor);
        Alert marked = processor.alerts(1).get(0);
        assertThat(evidenceAfter(early, marked, false)).contains("; alarm threshold raised by 1 false-positive mark");
        assertThat(evidenceAfter(late, marked, false)).contains("; alarm threshold raised by 1 false-positive mark");
        assertThat(evidenceAfter(early, marked, true)).doesNotContain("alarm threshold raised");
        assertThat(evidenceAfter(late, marked, true)).doesNotContain("alarm threshold raised");
        assertThat(evidenceAfter(null, marked, false)).contains("; alarm threshold raised by 1 false-positive mark");
        assertThat(processor.clearFalsePositive(marked.id(), "ann")).isTrue();
        Alert undone = processor.alerts(1).get(0);
        assertThat(evidenceAfter(early, undone, false)).doesNotContain("alarm threshold raised");
        assertThat(evidenceAfter(late, undone, false)).doesNotContain("alarm threshold raised");
    }

    private String evidenceAfter(byte @Nullable [] state, Alert marked, boolean undo) throws IOException {
        try (TelemetryProcessor next = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .build()) {
            next.addAlertRule(odd());
            next.restoreState(state == null ? null : new ByteArrayInputStream(state), List.of(resolved(marked)));
            next.start();
            next.runOnce();
            if (undo) {
                assertThat(next.clearFalsePositive(marked.id(), "bob")).isTrue();
                assertThat(next.clearFalsePositive(marked.id(), "bob")).isFalse();
            }
            feedSteady(next, 1_000);
            ingest(next, 1_000);
            return next.alerts(1).get(0).evidence().text();
        }
    }

    private Alert resolved(Alert alert) {
        return alert.toBuilder()
                .state(AlertState.RESOLVED)
                .endsAt(time.now())
                .endReason("over")
                .build();
    }

    private static AlertRule odd() {
        return AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "temperature")
                .build();
    }

    private static void feedSteady(TelemetryProcessor to, int count) {
        for (int i = 0; i < count; i++) {
            ingest(to, i % 2 == 0 ? 69 : 71);
        }
    }

    private static void ingest(TelemetryProcessor to, double value) {
        to.ingest(TelemetryEvent.of("room", "temperature", value));
        to.runOnce();
    }

    private static byte[] saved(TelemetryProcessor from) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        from.saveState(bytes);
        return bytes.toByteArray();
    }

    private String note() {
        return Objects.requireNonNull(processor.alerts(1).get(0).acknowledgement())
                .note();
    }

    private static AnomalyDetector learned() {
        AnomalyDetector detector = AnomalyDetector.create();
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            detector.accept(70 + random.nextGaussian());
        }
        return detector;
    }
}
