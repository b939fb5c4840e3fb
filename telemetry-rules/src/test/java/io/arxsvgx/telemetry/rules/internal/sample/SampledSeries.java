// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;

/** A series with the state slots of one window, without rules. */
public final class SampledSeries {
    private final StandaloneSeries series;

    public SampledSeries(SampleWindow window) {
        series = StandaloneSeries.of("s", "t", new WindowState(window));
    }

    public SeriesContext context() {
        return series.context();
    }

    private record WindowState(SampleWindow window) implements SeriesEvaluator {
        @Override
        public int stateSlots() {
            return SampleWindow.STATE_SLOTS;
        }

        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            throw new UnsupportedOperationException();
        }
    }
}
