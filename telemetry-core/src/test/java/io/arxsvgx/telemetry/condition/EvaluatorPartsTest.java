// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static io.arxsvgx.telemetry.testing.AlertHarness.SOURCE;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.testing.AlertHarness;
import io.arxsvgx.telemetry.testing.RecordingEvaluator;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** What an evaluator can do beyond evaluating, and what it needs, in a processor. */
class EvaluatorPartsTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness();

    private AlertHarness start(SeriesEvaluator evaluator) {
        RecordingEvaluator.Provider condition = new RecordingEvaluator.Provider(evaluator);
        return harness.parts(builder -> builder.condition(condition)).start(RecordingEvaluator.Provider.rule());
    }

    @Test
    void evaluate_fastPath_seesEachEventOnce() {
        RecordingEvaluator evaluator = new RecordingEvaluator();
        start(evaluator).event(1).event(2).event(-3).event(4);

        assertThat(evaluator.evaluated).containsExactly(1.0, -3.0);
        assertThat(evaluator.onFastPath).containsExactly(2.0, 4.0);
    }

    @Test
    void evaluate_fastPathAndScore_evaluatesAndScoresEachEventOnce() {
        RecordingEvaluator.Scored evaluator = new RecordingEvaluator.Scored();
        start(evaluator).event(1).event(2).event(-3).event(4);

        assertThat(evaluator.evaluated).containsExactly(1.0, 2.0, -3.0, 4.0);
        assertThat(evaluator.scored).containsExactly(1.0, 2.0, -3.0, 4.0);
        assertThat(evaluator.onFastPath).isEmpty();
    }

    @Test
    void stateSlots_aboveTheMaximum_isReportedInTheStatus() {
        start(new RecordingEvaluator() {
                    @Override
                    public int stateSlots() {
                        return 16_777_217;
                    }
                })
                .event(1);

        assertThat(harness.status("recorded").lastError())
                .contains("condition recorded on " + SOURCE + "/" + TYPE)
                .contains("evaluator needs 16777217 state slots, 0 values and 0 times; expected 0 to 16777216 of each");
    }
}
