// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * The last values of a series in order of arrival, or the last ones before the newest, for figures that a subclass keeps.
 * The values themselves are the series'; what else there is lies in the series' cells, from which {@link #open} reads it
 * and to which {@link #close} writes it, so that one object serves all series in turn. Confined to the processor thread.
 */
public abstract class SlidingWindow {
    /** How many values a full window holds. */
    public final int window;

    /** How many events before the present one the newest value of the window came. */
    public final int age;

    /** The series that is open; never read before one is. */
    @SuppressWarnings("NullAway.Init")
    public SeriesContext series;

    public int at;

    /** How many values there are. */
    public int count;

    SlidingWindow(int window, int age) {
        this.window = window;
        this.age = age;
    }

    /** How many cells it needs. */
    public abstract int stateSlots();

    /** How many of the newest values it reads. */
    public final int newestValues() {
        return age + window + 1;
    }

    /** Begins empty on a series; {@link #close} follows. */
    public void initState(SeriesContext on, int from) {
        series = on;
        at = from;
        count = 0;
    }

    /** Goes on as it was closed on a series. */
    public abstract void open(SeriesContext on, int from);

    /** Takes the present event of the series that is open. */
    public abstract void add();

    /** Leaves the series. */
    public abstract void close();

    /** Whether what was opened can have been closed. */
    public boolean isStateValid() {
        return count == 0 || (count > 0 && count <= window && age + count <= series.kept());
    }

    public final boolean isFull() {
        return count == window;
    }

    /** The value that arrived as the {@code i}-th of those in the window, from 0. */
    public final double value(int i) {
        return series.valueAgo(age + count - 1 - i);
    }

    /** The value that enters the window with the present event. */
    final double entering() {
        return series.valueAgo(age);
    }

    /** The value that leaves the full window with the present event. */
    final double leaving() {
        return series.valueAgo(age + window);
    }

    /** The scale for the values: by their greatest difference, or by their size where they are all equal. */
    final double scale() {
        double widest = widest();
        return PowerOfTwoScale.of(widest == 0 ? Math.abs(value(0)) : widest);
    }

    /** The greatest difference of a value from the first one, which is 0 exactly where all are equal. */
    final double widest() {
        double first = value(0);
        double widest = 0;
        for (int i = 1; i < count; i++) {
            widest = Math.max(widest, Math.abs(value(i) - first));
        }
        return widest;
    }

    /** The value nearest to the mean. */
    final double central(double scale) {
        double first = value(0) * scale;
        double sum = 0;
        for (int i = 1; i < count; i++) {
            sum += value(i) * scale - first;
        }
        double mean = sum / count;
        double nearest = first;
        double distance = Math.abs(mean);
        for (int i = 1; i < count; i++) {
            double value = value(i) * scale;
            double other = Math.abs(value - first - mean);
            if (other < distance) {
                nearest = value;
                distance = other;
            }
        }
        return nearest;
    }
}
