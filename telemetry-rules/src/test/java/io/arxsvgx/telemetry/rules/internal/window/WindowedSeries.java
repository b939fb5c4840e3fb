// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;

/** A series with one window over its values, without rules. */
final class WindowedSeries extends SeriesContext {
    private final SlidingWindow window;

    WindowedSeries(SlidingWindow window) {
        this(window, 0, new byte[0]);
    }

    private WindowedSeries(SlidingWindow window, int values, byte[] saved) {
        super("s", "t", 1);
        this.window = window;
        if (values > 0) {
            try {
                restore(new DataInputStream(new ByteArrayInputStream(saved)));
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
        want(window.newestValues(), window.newestValues());
        stateSlots(window.stateSlots());
        window.initState(this, 0);
        window.close();
    }

    /** The same series anew, with another window of the same kind. */
    WindowedSeries restored(SlidingWindow other) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        save(new DataOutputStream(bytes));
        WindowedSeries restored = new WindowedSeries(other, kept(), bytes.toByteArray());
        for (int cell = 0; cell < window.stateSlots(); cell++) {
            restored.stateLong(cell, stateLong(cell));
        }
        restored.window.open(restored, 0);
        return restored;
    }

    /** What the window keeps. */
    long[] saved() {
        long[] cells = new long[window.stateSlots()];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = stateLong(cell);
        }
        return cells;
    }

    void take(double value) {
        take(value, 0);
    }

    /** Takes an event, after which the window is open. */
    void take(double value, long time) {
        if (count() == growsAt()) {
            grow();
        }
        add(time, value);
        window.open(this, 0);
        window.add();
        window.close();
    }
}
