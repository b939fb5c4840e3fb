// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

/** A series with one window over its values, without rules. */
final class WindowedSeries {
    private final SlidingWindow window;
    private final StandaloneSeries series;

    WindowedSeries(SlidingWindow window) {
        this(window, StandaloneSeries.of("s", "t", new WindowEvaluator(window)));
    }

    private WindowedSeries(SlidingWindow window, StandaloneSeries series) {
        this.window = window;
        this.series = series;
    }

    /** A restored copy of the series, with another window of the same kind. */
    WindowedSeries restored(SlidingWindow other) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        series.saveEvents(new DataOutputStream(bytes));
        DataInputStream saved = new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
        StandaloneSeries copy = StandaloneSeries.restored("s", "t", new WindowEvaluator(other), saved);
        for (int slot = 0; slot < window.stateSlots(); slot++) {
            copy.context().stateLong(slot, series.context().stateLong(slot));
        }
        other.open(copy.context(), 0);
        return new WindowedSeries(other, copy);
    }

    /** The state of the window. */
    long[] saved() {
        long[] slots = new long[window.stateSlots()];
        for (int slot = 0; slot < slots.length; slot++) {
            slots[slot] = series.context().stateLong(slot);
        }
        return slots;
    }

    double valueAgo(int events) {
        return series.context().valueAgo(events);
    }

    List<Double> newest(int most) {
        return series.context().newest(most);
    }

    void take(double value) {
        take(value, 0);
    }

    /** Adds an event; the window is open afterwards. */
    void take(double value, long time) {
        series.evaluate(value, time);
    }

    private record WindowEvaluator(SlidingWindow window) implements SeriesEvaluator {
        @Override
        public int stateSlots() {
            return window.stateSlots();
        }

        @Override
        public int newestValues() {
            return window.newestValues();
        }

        @Override
        public int newestTimes() {
            return window.newestValues();
        }

        @Override
        public void initState(SeriesContext series, int at) {
            window.initState(series, at);
            window.close();
        }

        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            window.open(series, at);
            window.add();
            window.close();
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            throw new UnsupportedOperationException();
        }
    }
}
