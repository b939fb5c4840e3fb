// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * State files that earlier versions of the format wrote, with the same content: series {@code s/temperature} with the
 * values 70.0, 72.5, … 87.5, one a second; {@code hot} (&gt; 80, recovery 70) firing since the sixth, {@code slow} (&gt; 75
 * for 60 s) pending since the fourth; that of version 4 was written with the rule {@code trend} too. Version 2 has no numbers of steps, version 3 no attributes of pending alerts, version 4
 * no labels.
 */
class EarlierStateTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final ManualTimeSource time = TimeSource.manual(START.plusSeconds(8));

    private static AlertRule.Builder rule(String id, double limit) {
        return AlertRule.builder(id)
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", limit)
                .actions("act");
    }

    private TelemetryProcessor restored(int version, AlertRule... rules) throws IOException {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.builder().timeSource(time).build())
                .callerDriven()
                .build();
        for (AlertRule rule : rules) {
            processor.addAlertRule(rule);
        }
        try (InputStream state = getClass().getResourceAsStream("/state-version-" + version + ".bin")) {
            processor.restoreState(state, List.of());
        }
        processor.start();
        processor.runOnce();
        return processor;
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void restore_pending_continues(int version) throws IOException {
        try (TelemetryProcessor processor = restored(
                version, rule("slow", 75).forDuration(Duration.ofSeconds(60)).build())) {
            Alert pending = processor.ruleStatus("slow").orElseThrow().pending().get(0);
            assertThat(pending.startsAt()).isEqualTo(START.plusSeconds(3));
            assertThat(pending.occurrences()).isEqualTo(5);

            time.advance(Duration.ofSeconds(55));
            processor.runOnce();

            assertThat(processor.alerts(1)).extracting(Alert::state).containsExactly(AlertState.FIRING);
            assertThat(processor.alerts(1).get(0).attributes()).isEmpty();
            if (version > 1) {
                assertThat(processor.alerts(1).get(0).id()).isEqualTo(pending.id());
                assertThat(pending.value()).isEqualTo(77.5);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void restore_pendingUnderAnotherLimit_isDropped(int version) throws IOException {
        try (TelemetryProcessor processor = restored(
                version, rule("slow", 76).forDuration(Duration.ofSeconds(60)).build())) {
            assertThat(processor.ruleStatus("slow").orElseThrow().pending()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4})
    void restore_windowAndTimes_continue(int version) throws IOException {
        AlertRule trend = AlertRule.builder("trend")
                .condition("trend")
                .parameter("field", "temperature")
                .parameter("window", 5)
                .parameter("threshold", 100.0)
                .build();
        try (TelemetryProcessor processor = restored(version, trend)) {
            assertThat(processor
                            .series()
                            .history("s", "temperature", 10)
                            .orElseThrow()
                            .time(7))
                    .isEqualTo(START.plusSeconds(7));
            assertThat(processor.ingest(TelemetryEvent.of("s", "temperature", 10_000)))
                    .isTrue();
            processor.runOnce();

            assertThat(processor.alerts(1)).extracting(Alert::ruleId).containsExactly("trend");
        }
    }

    /** Version 1 saved a state slot for each rule if any rule had a recovery value. */
    @Test
    void restoreRule_thresholdsOfVersion1_holdUntilTheyRecover() throws IOException {
        ThresholdCondition condition = new ThresholdCondition();
        AlertRule recovering = FakeSeries.rule(condition, "operator", ">", "value", 80, "recovery", 70);
        AlertRule plain = FakeSeries.rule(condition, "operator", ">", "value", 90);
        FakeSeries series = new FakeSeries(condition, List.of(recovering, plain));
        byte[] breached = {0, 0, 0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1};

        assertThat(series.restore(0, breached)).isTrue();
        byte[] unused = breached.clone();
        unused[15] = 0;
        assertThat(series.restore(1, unused)).isTrue();

        series.take(75);
        assertThat(series.verdicts()).containsExactly(Verdict.HOLDING, Verdict.NORMAL);
        series.take(70);
        assertThat(series.verdicts()).containsExactly(Verdict.NORMAL, Verdict.NORMAL);
    }
}
