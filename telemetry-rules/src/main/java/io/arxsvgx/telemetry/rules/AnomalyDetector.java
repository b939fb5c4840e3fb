// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.standalone.StandaloneSeries;
import io.arxsvgx.telemetry.rules.internal.adaptive.AdaptiveAnomaly;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * The detector behind the condition {@code anomaly}, for a program that has values but no processor. It needs no
 * settings: it learns a series from its first value on, and says of each value how unusual it is, and whether it is an
 * alarm.
 *
 * <pre>{@code
 * AnomalyDetector detector = AnomalyDetector.create();
 * for (double value : values) {
 *     detector.accept(value);
 *     if (detector.isAlarm()) {
 *         System.out.println(detector.explain().text());
 *     }
 * }
 * }</pre>
 *
 * <p>A value costs constant time and no allocation. Not thread-safe.
 */
public final class AnomalyDetector {
    private static final double DEFAULT_SENSITIVITY = 0.8;

    private final AdaptiveAnomaly adaptive;
    private StandaloneSeries series;

    private AnomalyDetector(double sensitivity) {
        adaptive = new AdaptiveAnomaly(0, sensitivity);
        series = StandaloneSeries.of("", "", adaptive);
    }

    /**
     * A detector with the sensitivity 0.8.
     *
     * @return a detector that has seen nothing
     */
    public static AnomalyDetector create() {
        return create(DEFAULT_SENSITIVITY);
    }

    /**
     * A detector.
     *
     * @param sensitivity above 0 and at most 1: the higher, the more alarms
     * @return a detector that has seen nothing
     * @throws IllegalArgumentException if the sensitivity is out of range
     */
    public static AnomalyDetector create(double sensitivity) {
        if (!(sensitivity > 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException("sensitivity is " + sensitivity + "; it is above 0 and at most 1");
        }
        return new AnomalyDetector(sensitivity);
    }

    /**
     * Looks at the next value of the series, and learns from it.
     *
     * @param value the value
     * @throws IllegalArgumentException if it is not finite; nothing has changed then
     */
    public void accept(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value is " + value + "; it must be finite");
        }
        series.evaluate(value, 0);
    }

    /**
     * How unusual the newest value is, compared with all before it.
     *
     * @return from 0 to below 1; about 0.25 for an ordinary value, 0.5 at three times the usual distance from what has
     *     been; 0 while the verdict is unknown
     */
    public double score() {
        double level = adaptive.score(series.context(), 0);
        return Double.isNaN(level) ? 0 : level;
    }

    /**
     * How near the newest value comes to being an alarm.
     *
     * @return from 0 to 1; at least 0.5 just where {@link #isAlarm}. Less than 0.5 for what belongs to the event of an
     *     earlier alarm
     */
    public double alarmScore() {
        double score = adaptive.alarmScore(series.context(), 0);
        double scaled = score / (1 + score);
        return switch (verdict()) {
            case BREACHING -> scaled;
            case NORMAL -> Math.min(scaled, Math.nextDown(0.5));
            case HOLDING, UNKNOWN -> Math.min(scaled, 0.3);
        };
    }

    /**
     * Whether the newest value begins an event that is to be told of. There is one alarm for an event, which is over once
     * 100 values in a row have brought nothing new.
     *
     * @return true for an alarm
     */
    public boolean isAlarm() {
        return verdict() == Verdict.BREACHING;
    }

    /**
     * What the condition would say of the newest value.
     *
     * @return breaching for an alarm, holding while its event lasts, unknown for the first 10 values
     */
    public Verdict verdict() {
        return adaptive.verdict(series.context(), 0);
    }

    /**
     * Explains the verdict on the newest value: which part of the detector speaks, what it found, within what band it has
     * been so far, and how rare that is.
     *
     * @return the explanation
     */
    public Evaluation explain() {
        return series.explain(0);
    }

    /**
     * Marks an alarm as a false positive, which doubles the bar for the figure that raised it. The explanation names raised
     * bars.
     *
     * @param figure the alarm's figure, as {@link Evaluation#figure} returned it
     * @return whether that changed anything
     */
    public boolean markFalsePositive(String figure) {
        return adaptive.markFalsePositive(series.context(), 0, 0, figure);
    }

    /**
     * Takes back one mark of {@link #markFalsePositive}.
     *
     * @param figure the alarm's figure, as {@link Evaluation#figure} returned it
     * @return whether that changed anything
     */
    public boolean clearFalsePositive(String figure) {
        return adaptive.clearFalsePositive(series.context(), 0, 0, figure);
    }

    /**
     * What a series takes of memory, object headers apart.
     *
     * @return bytes
     */
    public int bytes() {
        return series.bytes();
    }

    /**
     * Writes all that has been learned.
     *
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    public void save(DataOutput out) throws IOException {
        series.saveEvents(out);
        series.saveRule(0, out);
    }

    /**
     * Takes up what {@link #save} wrote, and goes on from there bit for bit. For a detector that has seen nothing, with
     * the same sensitivity.
     *
     * @param in what was saved
     * @throws IOException if {@code in} fails, or holds something else, or something of another version
     */
    public void restore(DataInput in) throws IOException {
        if (series.context().count() > 0) {
            throw new IOException(
                    "cannot restore: the detector has seen " + series.context().count() + " values");
        }
        StandaloneSeries restored = StandaloneSeries.restored("", "", adaptive, in);
        if (!restored.restoreRule(0, in)) {
            throw new IOException("saved by another version of the detector");
        }
        series = restored;
    }
}
