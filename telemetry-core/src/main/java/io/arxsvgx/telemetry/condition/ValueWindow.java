// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import java.util.Objects;

/**
 * The values of a series in the window of a {@link SimpleCondition}, oldest first. A function of a condition gets at
 * least one value, and all values are finite. Valid during the call only: the next event reuses it. Each figure is
 * computed on each call, in time proportional to the size, without allocation except {@link #toArray}. Confined to the
 * processor thread.
 *
 * <pre>{@code
 * ValueWindow window = ValueWindow.of(20, 25, 22);
 * double spread = window.max() - window.min();
 * double perSecond = (window.newest() - window.oldest()) / window.spanSeconds();
 * }</pre>
 */
public abstract class ValueWindow {
    private static final double NANOS_PER_SECOND = 1e9;

    ValueWindow() {}

    /**
     * Creates a window for a test of a condition's function.
     *
     * @param values the values, oldest first, one a second; at least one
     * @return an immutable window
     * @throws IllegalArgumentException if there is no value, or one that is not finite
     */
    public static ValueWindow of(double... values) {
        return new ArrayWindow(values);
    }

    /**
     * Returns the number of values.
     *
     * @return at least 1
     */
    public abstract int size();

    /**
     * Returns a value.
     *
     * @param index 0 for the oldest, {@code size() - 1} for the newest
     * @return the value
     * @throws IndexOutOfBoundsException if there is no such value
     */
    public abstract double value(int index);

    /**
     * Returns the time of a value.
     *
     * @param index 0 for the oldest, {@code size() - 1} for the newest
     * @return nanoseconds since 1970-01-01T00:00Z
     * @throws IndexOutOfBoundsException if there is no such value
     */
    public abstract long timeNanos(int index);

    /**
     * Returns the oldest value.
     *
     * @return the value that came first
     */
    public final double oldest() {
        return value(0);
    }

    /**
     * Returns the newest value.
     *
     * @return the value under evaluation
     */
    public final double newest() {
        return value(size() - 1);
    }

    /**
     * Returns the time from the oldest value to the newest.
     *
     * @return seconds; 0 for a single value; negative where the newest of the last n values is late
     */
    public final double spanSeconds() {
        return (timeNanos(size() - 1) - timeNanos(0)) / NANOS_PER_SECOND;
    }

    /**
     * Returns the smallest value.
     *
     * @return the minimum
     */
    public final double min() {
        double min = oldest();
        for (int i = 1; i < size(); i++) {
            double value = value(i);
            if (value < min) {
                min = value;
            }
        }
        return min;
    }

    /**
     * Returns the largest value.
     *
     * @return the maximum
     */
    public final double max() {
        double max = oldest();
        for (int i = 1; i < size(); i++) {
            double value = value(i);
            if (value > max) {
                max = value;
            }
        }
        return max;
    }

    /**
     * Returns the sum.
     *
     * @return the sum; infinite beyond the range of a double
     */
    public final double sum() {
        double sum = 0;
        for (int i = 0; i < size(); i++) {
            sum += value(i);
        }
        return sum;
    }

    /**
     * Returns the mean.
     *
     * @return the arithmetic mean; finite
     */
    public final double mean() {
        double sum = sum();
        if (Double.isFinite(sum)) {
            return sum / size();
        }
        double mean = 0;
        for (int i = 0; i < size(); i++) {
            mean += value(i) / size();
        }
        // rounding may exceed the largest double
        return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, mean));
    }

    /**
     * Returns the standard deviation, which divides by the number of values.
     *
     * @return 0 or more; infinite where the sum of squares exceeds the range of a double
     */
    public final double standardDeviation() {
        double mean = mean();
        double squares = 0;
        for (int i = 0; i < size(); i++) {
            double distance = value(i) - mean;
            squares += distance * distance;
        }
        return Math.sqrt(squares / size());
    }

    /**
     * Copies the values, for other computations such as a median.
     *
     * @return a new array, oldest first
     */
    public final double[] toArray() {
        double[] values = new double[size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = value(i);
        }
        return values;
    }

    private static final class ArrayWindow extends ValueWindow {
        private final double[] values;

        ArrayWindow(double[] values) {
            if (values.length == 0) {
                throw new IllegalArgumentException("values: expected at least one, got none");
            }
            for (double value : values) {
                if (!Double.isFinite(value)) {
                    throw new IllegalArgumentException("values: expected finite numbers, got " + value);
                }
            }
            this.values = values.clone();
        }

        @Override
        public int size() {
            return values.length;
        }

        @Override
        public double value(int index) {
            return values[index];
        }

        @Override
        public long timeNanos(int index) {
            return Objects.checkIndex(index, values.length) * 1_000_000_000L;
        }
    }
}
