// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.SimpleCondition;
import io.arxsvgx.telemetry.condition.ValueWindow;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.testing.RecordingEvaluator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A series without a processor: fast path, score, restore, memory. */
class StandaloneSeriesTest {
    private static final long SECOND = 1_000_000_000L;

    private static StandaloneSeries series(SeriesEvaluator evaluator) {
        return StandaloneSeries.of("s", "t", evaluator);
    }

    private static void evaluate(StandaloneSeries series, double... values) {
        for (double value : values) {
            series.evaluate(value, SECOND * series.context().count());
        }
    }

    private static DataInputStream events(StandaloneSeries series) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        series.saveEvents(new DataOutputStream(saved));
        return new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
    }

    private static DataInputStream rule(StandaloneSeries series) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        series.saveRule(0, new DataOutputStream(saved));
        return new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
    }

    @Test
    void evaluate_fastPathAndScore_evaluatesEachEvent() {
        RecordingEvaluator.Scored evaluator = new RecordingEvaluator.Scored();
        evaluate(series(evaluator), 1, 2, -3, 4);

        assertThat(evaluator.evaluated).containsExactly(1.0, 2.0, -3.0, 4.0);
        assertThat(evaluator.onFastPath).isEmpty();
    }

    @Test
    void restoreRule_onFastPath_leavesIt() throws IOException {
        RecordingEvaluator evaluator = new RecordingEvaluator();
        StandaloneSeries series = series(evaluator);
        DataInputStream before = rule(series);
        evaluate(series, 1, 2);
        assertThat(evaluator.onFastPath).containsExactly(2.0);
        assertThat(series.restoreRule(0, before)).isTrue();
        evaluate(series, 3);

        assertThat(evaluator.evaluated).containsExactly(1.0, 3.0);
        assertThat(evaluator.onFastPath).containsExactly(2.0);
    }

    @Test
    void bytes_beforeAnyEvent_countsTheRoomForEvents() {
        StandaloneSeries series = series(new RecordingEvaluator());
        // one number of its own, a state slot, room for 16 values and a time
        assertThat(series.bytes()).isEqualTo(Long.BYTES * (1 + 1 + 16 + 1));

        evaluate(series, new double[20]);
        assertThat(series.bytes()).isEqualTo(Long.BYTES * (1 + 1 + 16 + 1));
    }

    static Stream<UnaryOperator<SimpleCondition.Builder>> windows() {
        return Stream.of(builder -> builder.overLast(50), builder -> builder.over(Duration.ofSeconds(50)));
    }

    @ParameterizedTest
    @MethodSource("windows")
    void restoreRule_valuesOfTheWindowAreMissing_isRejected(UnaryOperator<SimpleCondition.Builder> window)
            throws IOException {
        AlertRule rule = AlertRule.builder("sum")
                .condition("sum")
                .parameter(AlertRule.FIELD, "t")
                .build();
        SimpleCondition condition = window.apply(SimpleCondition.builder("sum"))
                .figure("sum", ValueWindow::sum)
                .above(1)
                .build();
        StandaloneSeries series = series(condition.evaluator(List.of(rule)));
        StandaloneSeries shorter = series(new RecordingEvaluator());
        evaluate(series, new double[40]);
        evaluate(shorter, new double[40]);

        assertThat(restored(condition, rule, series).restoreRule(0, rule(series)))
                .isTrue();
        DataInputStream state = rule(series);
        StandaloneSeries incomplete = restored(condition, rule, shorter);
        assertThatThrownBy(() -> incomplete.restoreRule(0, state))
                .isInstanceOf(IOException.class)
                .hasMessage("saved rule with a state in which s/t cannot be");
    }

    private static StandaloneSeries restored(SimpleCondition condition, AlertRule rule, StandaloneSeries from)
            throws IOException {
        return StandaloneSeries.restored("s", "t", condition.evaluator(List.of(rule)), events(from));
    }
}
