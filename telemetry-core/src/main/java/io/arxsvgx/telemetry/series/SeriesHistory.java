// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.series;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;

/**
 * The kept values of one series at one moment, oldest first: a consistent copy, which nothing changes. Immutable.
 */
public final class SeriesHistory {
    private static final float[] NO_LEVELS = {};

    private final String source;
    private final String type;
    private final long[] times;
    private final double[] values;
    private final long count;
    private final int kept;
    private final long failures;
    /** As many as values, or none. */
    private final float[] levels;

    /**
     * Copies times and values, which are all that the series has had.
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
        this(source, type, times.clone(), values.clone(), count, kept, failures, NO_LEVELS);
        if (times.length != values.length) {
            throw new IllegalArgumentException(times.length + " times, but " + values.length + " values");
        }
    }

    private SeriesHistory(
            String source,
            String type,
            long[] times,
            double[] values,
            long count,
            int kept,
            long failures,
            float[] levels) {
        this.source = source;
        this.type = type;
        this.times = times;
        this.values = values;
        this.count = count;
        this.kept = kept;
        this.failures = failures;
        this.levels = levels;
    }

    /**
     * The same with how unusual the values were.
     *
     * @param unusual as {@link #level} tells them, one for each value
     * @return another history
     * @throws IllegalArgumentException if there are not as many as values
     */
    public SeriesHistory withLevels(float[] unusual) {
        if (unusual.length != values.length) {
            throw new IllegalArgumentException(unusual.length + " levels, but " + values.length + " values");
        }
        return new SeriesHistory(source, type, times, values, count, kept, failures, unusual.clone());
    }

    /**
     * The source of the series.
     *
     * @return the source
     */
    public String source() {
        return source;
    }

    /**
     * The type of the series.
     *
     * @return the type
     */
    public String type() {
        return type;
    }

    /**
     * How many values there are.
     *
     * @return 0 or more
     */
    public int size() {
        return values.length;
    }

    /**
     * How many events the series has had since it became known, up to the newest of these: so the value at {@code index}
     * is number {@code count() - size() + index} of the series, and two copies tell what came between them.
     *
     * @return {@link #size} or more
     */
    public long count() {
        return count;
    }

    /**
     * How many values are kept of the series, of which these are the newest.
     *
     * @return at most {@link #count}
     */
    public int kept() {
        return kept;
    }

    /**
     * How many of the series' events failed: had another status than {@code OK}, {@code processing} or {@code completed},
     * in whatever letters.
     *
     * @return 0 or more; it may be ahead of the values by those that come in just now
     */
    public long failures() {
        return failures;
    }

    /**
     * One value.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return the value
     */
    public double value(int index) {
        return values[index];
    }

    /**
     * How unusual one value was when it came, compared with all before it, in a measure that is comparable across series.
     * It is kept where a rule tells it: one of the condition {@code anomaly} by the method {@code adaptive}.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return from 0 to 1; NaN where that was not known: there was no such rule, or it was warming up
     */
    public double level(int index) {
        return levels.length == 0 ? Double.NaN : levels[Objects.checkIndex(index, levels.length)];
    }

    /**
     * The time of one value.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return nanoseconds since 1970-01-01T00:00Z
     */
    public long timeNanos(int index) {
        return times[index];
    }

    /**
     * The time of one value.
     *
     * @param index from 0, the oldest, to {@code size() - 1}
     * @return the time
     */
    public Instant time(int index) {
        return Instant.ofEpochSecond(0, times[index]);
    }

    /**
     * All values.
     *
     * @return a copy, oldest first
     */
    public double[] values() {
        return values.clone();
    }

    @Override
    public String toString() {
        return source + "/" + type + Arrays.toString(values);
    }
}
