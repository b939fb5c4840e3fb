// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import io.arxsvgx.telemetry.text.LabelSet;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;

/**
 * A consistent copy of the kept values of one series at one moment, oldest first. Immutable.
 */
public final class SeriesHistory {
    private static final float[] NO_LEVELS = {};

    private final String source;
    private final String type;
    private final Map<String, String> labels;
    private final long[] times;
    private final double[] values;
    private final long count;
    private final int kept;
    private final long failures;
    /** The anomaly score of each value, or empty. */
    private final float[] levels;

    /**
     * Copies the times and values of all events of a series.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param times the events' times, in nanoseconds since 1970-01-01T00:00Z
     * @param values the events' values
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public SeriesHistory(String source, String type, long[] times, double[] values) {
        this(source, type, times, values, values.length, values.length);
    }

    /**
     * Copies times and values.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param times the events' times, in nanoseconds since 1970-01-01T00:00Z
     * @param values the events' values
     * @param count as {@link #count()}
     * @param kept as {@link #kept()}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public SeriesHistory(String source, String type, long[] times, double[] values, long count, int kept) {
        this(source, type, times, values, count, kept, 0);
    }

    /**
     * Copies times and values.
     *
     * @param source the source of the series
     * @param type the type of the series
     * @param times the events' times, in nanoseconds since 1970-01-01T00:00Z
     * @param values the events' values
     * @param count as {@link #count()}
     * @param kept as {@link #kept()}
     * @param failures as {@link #failures()}
     * @throws IllegalArgumentException if the arrays differ in length
     */
    public SeriesHistory(
            String source, String type, long[] times, double[] values, long count, int kept, long failures) {
        this(source, type, LabelSet.EMPTY, times.clone(), values.clone(), count, kept, failures, NO_LEVELS);
        if (times.length != values.length) {
            throw new IllegalArgumentException("expected as many times as values, got " + times.length + " times and "
                    + values.length + " values");
        }
    }

    private SeriesHistory(
            String source,
            String type,
            Map<String, String> labels,
            long[] times,
            double[] values,
            long count,
            int kept,
            long failures,
            float[] levels) {
        this.source = source;
        this.type = type;
        this.labels = labels;
        this.times = times;
        this.values = values;
        this.count = count;
        this.kept = kept;
        this.failures = failures;
        this.levels = levels;
    }

    /**
     * Returns a copy with the anomaly scores of the values.
     *
     * @param unusual the scores, one for each value, as {@link #level} returns them
     * @return another history
     * @throws IllegalArgumentException if their number differs from that of the values
     */
    public SeriesHistory withLevels(float[] unusual) {
        if (unusual.length != values.length) {
            throw new IllegalArgumentException(
                    "expected " + values.length + " scores, one for each value, got " + unusual.length);
        }
        return new SeriesHistory(source, type, labels, times, values, count, kept, failures, unusual.clone());
    }

    /**
     * Returns a copy with labels.
     *
     * @param labelled the labels of the series
     * @return another history
     */
    public SeriesHistory withLabels(Map<String, String> labelled) {
        return new SeriesHistory(source, type, LabelSet.of(labelled), times, values, count, kept, failures, levels);
    }

    /**
     * Returns the source of the series.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * Returns the type of the series.
     *
     * @return the type
     */
    public String type() {
        return type;
    }

    /**
     * Returns the labels of the series.
     *
     * @return an unmodifiable map of names to values, sorted by name; empty for a series without labels
     */
    public Map<String, String> labels() {
        return labels;
    }

    /**
     * Returns the number of values.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * Returns the number of events of the series since it was created, up to the newest value. So the value at {@code
     * index} has the number {@code count() - size() + index} in the series, and the difference of two copies is the
     * number of events between them.
     *
     * @return {@link #size} or more
     */
    public long count() {
        return count;
    }

    /**
     * Returns the number of kept values of the series, of which these are the newest.
     *
     * @return at most {@link #count}
     */
    public int kept() {
        return kept;
    }

    /**
     * Returns the number of the series' events that failed: whose status was not {@code OK}, {@code processing} or
     * {@code completed}, in any case.
     *
     * @return 0 or more; it may include events that are newer than the values
     */
    public long failures() {
        return failures;
    }

    /**
     * Returns one value.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return the value
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * Returns the anomaly score of one value at its arrival, compared with all values before it. Scores are comparable
     * across series. They are computed by rules with the condition {@code anomaly} and the method {@code adaptive}.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return from 0 to 1; NaN if unknown, because there was no such rule or it was warming up
     */
    public double level(int index) {
        return levels.length == 0 ? Double.NaN : levels[Objects.checkIndex(index, levels.length)];
    }

    /**
     * Returns the time of one value in nanoseconds.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return nanoseconds since 1970-01-01T00:00Z
     */
    public long timeNanos(int index) {
        return times[index];
    }

    /**
     * Returns the time of one value.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return the time
     */
    public Instant time(int index) {
        return Instant.ofEpochSecond(0, times[index]);
    }

    /**
     * Returns all values.
     *
     * @return a copy, oldest first
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return source + "/" + type + LabelSet.describe(labels) + Arrays.toString(values);
    }
}
