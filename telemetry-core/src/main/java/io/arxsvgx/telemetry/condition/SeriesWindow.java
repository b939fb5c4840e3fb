// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A view on some of the newest values of a series, reused for every event. Confined to the processor thread. */
final class SeriesWindow extends ValueWindow {
    private @Nullable SeriesContext series;
    private int size;
    /** The ages of the values, oldest first, if some between them are omitted. */
    private int[] ages = new int[0];

    private boolean isContiguous = true;

    /** Shows the newest values. */
    void show(SeriesContext of, int newest) {
        series = of;
        size = newest;
        isContiguous = true;
    }

    /** Shows the newest values without late ones, which are older than a value before them. */
    void showInOrder(SeriesContext of, int newest) {
        series = of;
        isContiguous = false;
        if (ages.length < newest) {
            ages = new int[Math.max(newest, 2 * ages.length)];
        }
        int shown = 0;
        long latest = Long.MIN_VALUE;
        for (int age = newest - 1; age >= 0; age--) {
            long time = of.timeAgo(age);
            if (time >= latest) {
                ages[shown++] = age;
                latest = time;
            }
        }
        size = shown;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public double value(int index) {
        return shown().valueAgo(age(index));
    }

    @Override
    public long timeNanos(int index) {
        return shown().timeAgo(age(index));
    }

    private int age(int index) {
        Objects.checkIndex(index, size);
        return isContiguous ? size - 1 - index : ages[index];
    }

    private SeriesContext shown() {
        return Objects.requireNonNull(series);
    }

    @Override
    public String toString() {
        return series == null ? "[]" : Arrays.toString(toArray());
    }
}
