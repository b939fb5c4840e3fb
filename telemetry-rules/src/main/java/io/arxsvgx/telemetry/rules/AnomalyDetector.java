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
 * A detector of anomalies in a series of values, for programs that use no processor. It applies the method {@code adaptive}
 * of the condition {@code anomaly}. It needs no settings: it learns from the first value on, and reports an anomaly score
 * and an alarm flag for each value.
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
     * Creates a detector with the sensitivity 0.8.
     *
     * @return a detector without values
     */
    public static AnomalyDetector create() {
        return create(DEFAULT_SENSITIVITY);
    }

    /**
     * Creates a detector.
     *
     * @param sensitivity above 0 and at most 1; a higher value raises more alarms
     * @return a detector without values
     * @throws IllegalArgumentException if the sensitivity is out of range
     */
    public static AnomalyDetector create(double sensitivity) {
        if (!(sensitivity > 0 && sensitivity <= 1)) {
            throw new IllegalArgumentException(
                    "sensitivity: expected a number above 0 and at most 1, got " + sensitivity);
        }
        return new AnomalyDetector(sensitivity);
    }

    /**
     * Evaluates the next value of the series, and learns from it.
     *
     * @param value a finite number
     * @throws IllegalArgumentException if the value is not finite; the detector is unchanged then
     */
    public void accept(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("value: expected a finite number, got " + value);
        }
        series.evaluate(value, 0);
    }

    /**
     * Returns the anomaly score of the newest value, compared with all earlier values.
     *
     * @return from 0 to below 1; about 0.25 for an ordinary value, 0.5 at three times the usual distance from earlier
     *     values; 0 while the verdict is unknown
     */
    public double score() {
        double score = adaptive.score(series.context(), 0);
        return Double.isNaN(score) ? 0 : score;
    }

    /**
     * Returns how close the newest value is to an alarm.
     *
     * @return from 0 to 1; at least 0.5 exactly where {@link #isAlarm} is true; less than 0.5 for a value that belongs to
     *     the event of an earlier alarm
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
     * Returns whether the newest value raises an alarm. An event raises one alarm, and ends after 100 consecutive values
     * without another unusual figure.
     *
     * @return true for an alarm
     */
    public boolean isAlarm() {
        return verdict() == Verdict.BREACHING;
    }

    /**
     * Returns the verdict of the condition on the newest value.
     *
     * @return breaching for an alarm, holding while its event lasts, unknown for the first 10 values
     */
    public Verdict verdict() {
        return adaptive.verdict(series.context(), 0);
    }

    /**
     * Explains the verdict on the newest value: the feature with the highest score, its value, its range so far, and how
     * rare such a value is.
     *
     * @return the explanation
     */
    public Evaluation explain() {
        return series.explain(0);
    }

    /**
     * Marks an alarm as a false positive, which doubles the alarm threshold of the figure that raised it. The explanation
     * shows the number of marks.
     *
     * @param figure the alarm's figure, as {@link Evaluation#figure} returned it
     * @return false if the figure is unknown or has the maximum number of marks
     */
    public boolean markFalsePositive(String figure) {
        return adaptive.markFalsePositive(series.context(), 0, 0, figure);
    }

    /**
     * Removes one mark of {@link #markFalsePositive}.
     *
     * @param figure the alarm's figure, as {@link Evaluation#figure} returned it
     * @return false if the figure is unknown or has no mark
     */
    public boolean clearFalsePositive(String figure) {
        return adaptive.clearFalsePositive(series.context(), 0, 0, figure);
    }

    /**
     * Returns the memory that the state of the series occupies, without object headers.
     *
     * @return bytes
     */
    public int bytes() {
        return series.bytes();
    }

    /**
     * Writes the learned state.
     *
     * @param out the target
     * @throws IOException if {@code out} fails
     */
    public void save(DataOutput out) throws IOException {
        series.saveEvents(out);
        series.saveRule(0, out);
    }

    /**
     * Restores the state that {@link #save} wrote; later results are identical, bit for bit, to those of the saved
     * detector. This detector must be without values and have the same sensitivity.
     *
     * @param in the saved state
     * @throws IOException if {@code in} fails, if it does not contain the state of a detector, or if the state has another
     *     version
     */
    public void restore(DataInput in) throws IOException {
        if (series.context().count() > 0) {
            throw new IOException("cannot restore: expected a detector without values, got one with "
                    + series.context().count() + " values");
        }
        StandaloneSeries restored = StandaloneSeries.restored("", "", adaptive, in);
        if (!restored.restoreRule(0, in)) {
            throw new IOException("cannot restore: the state was saved by another version of the detector");
        }
        series = restored;
    }
}
