// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A window over the last values of a series in order of arrival, or over the last ones before the newest. Subclasses keep
 * statistics of it. The series stores the values; the remaining state is in state slots of the series. {@link #open} reads it
 * and {@link #close} writes it, so that one object serves all series in turn. Confined to the processor thread.
 */
public abstract class SlidingWindow {
    /** The number of values in a full window. */
    public final int window;

    /** The age of the newest value of the window, in events before the present one. */
    public final int age;

    /** The open series; not read before {@link #open}. */
    @SuppressWarnings("NullAway.Init")
    public SeriesContext series;

    public int at;

    /** The number of values. */
    public int count;

    SlidingWindow(int window, int age) {
        this.window = window;
        this.age = age;
    }

    /** The number of state slots. */
    public abstract int stateSlots();

    /** The number of newest values that the window reads. */
    public final int newestValues() {
        return age + window + 1;
    }

    /** Starts an empty window on a series; {@link #close} follows. */
    public void initState(SeriesContext on, int from) {
        series = on;
        at = from;
        count = 0;
    }

    /** Reads the state that {@link #close} has written to a series. */
    public abstract void open(SeriesContext on, int from);

    /** Adds the present event of the open series. */
    public abstract void add();

    /** Writes the state to the open series. */
    public abstract void close();

    /** Whether the state that was read is consistent. */
    public boolean isStateValid() {
        return count == 0 || (count > 0 && count <= window && age + count <= series.kept());
    }

    public final boolean isFull() {
        return count == window;
    }

    /** The {@code i}-th value in the window, from 0, in order of arrival. */
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

    /** The scale for the values: by their greatest difference, or by their magnitude if they are all equal. */
    final double scale() {
        double widest = widest();
        return PowerOfTwoScale.of(widest == 0 ? Math.abs(value(0)) : widest);
    }

    /** The greatest difference of a value from the first one, which is 0 exactly if all are equal. */
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
