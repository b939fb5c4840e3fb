// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.change;

import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A detector of changes of the level and the spread of a series. The state is in state slots of the series. Confined to the
 * processor thread.
 */
final class ChangeMonitor {
    /*
     * The residual of each value from the learnt baseline, and the distance of the residual from its middle, are ranked among
     * the learnt ones, and the ranks converted to normal scores. Four cumulative sums of the scores minus an allowance grow
     * with a rise and a fall of the level, and with a larger and a smaller spread. A sum that reaches the limit is the
     * suspicion of a change since the sum was last 0. It counts if ChangeConfirmation confirms it, which is asked again
     * every few values. A suspicion of the level comes first, since a change of level also moves the distances.
     *
     * From a change on the rule breaches, for as many values as a baseline needs; then it is normal again, with these values
     * as the new baseline.
     *
     * Page, Biometrika 41 (1954); on ranks, so that heavy tails do not matter: Bakir and Reynolds, Technometrics 21 (1979),
     * McDonald, Naval Research Logistics 37 (1990); on the residuals of an autoregression: Lu and Reynolds, Journal of Quality
     * Technology 33 (2001).
     */

    /** The kinds of change; 0 for none. */
    static final int LEVEL = 1;

    static final int SPREAD = 2;

    /** The number of newest values that are read. */
    static final int NEWEST_VALUES = ChangeConfirmation.MAX_VALUES;

    /** A score that a value adds in vain: half the distance in deviations of the change that is found fastest. */
    private static final double ALLOWANCE = 0.75;

    private static final int ASK_EVERY = 4;
    /** The number of values since a change from which it may be one of the spread though the level is suspected too. */
    private static final int MIN_SINCE_OF_SPREAD = 12;

    private static final double MAX_SUM = ChangeConfirmation.MAX_SINCE * 8.0;

    /** The number of directions: level up, level down, spread up, spread down. */
    private static final int DIRECTIONS = 4;

    private static final int FIRST_OF_SPREAD = 2;

    /** The number of events before the baseline's first one. */
    private static final int START = 0;

    /** The event at which a suspicion was last not confirmed. */
    private static final int REFUSED_AT = 1;

    /** The latest change: its kind, the event before it, what was before it, and the sum that found it. */
    private static final int KIND = 2;

    private static final int CHANGED_AFTER = 3;
    private static final int BEFORE = 4;
    private static final int SCORE = 5;
    private static final int BASELINE = 6;
    /** The sums, and the events at which they were last 0. */
    private static final int SUMS = BASELINE + Baseline.STATE_SLOTS;

    private static final int SINCE = SUMS + DIRECTIONS;
    static final int STATE_SLOTS = SINCE + DIRECTIONS;

    private final double limit;
    private final double leastErrors;
    private final Baseline baseline;
    private final ChangeConfirmation confirmation;

    /**
     * Creates a detector.
     *
     * @param limit the sum from which a change is suspected
     * @param leastErrors the standard errors by which it is confirmed
     * @param baseline scratch memory, which detectors may share
     * @param confirmation scratch memory, which detectors may share
     */
    ChangeMonitor(double limit, double leastErrors, Baseline baseline, ChangeConfirmation confirmation) {
        this.limit = limit;
        this.leastErrors = leastErrors;
        this.baseline = baseline;
        this.confirmation = confirmation;
    }

    double limit() {
        return limit;
    }

    void initState(SeriesContext series, int at) {
        series.stateLong(at + START, series.count());
    }

    /** Evaluates the newest event. */
    Verdict evaluate(SeriesContext series, int at) {
        if (isLearning(series, at)) {
            learnFirst(series, at);
            return verdict(series, at);
        }
        add(series, at);
        if (!findChange(series, at)) {
            learnAgain(series, at);
        }
        return verdict(series, at);
    }

    /** Returns the verdict on the newest event. */
    Verdict verdict(SeriesContext series, int at) {
        if (!isLearning(series, at)) {
            return Verdict.NORMAL;
        }
        return series.stateLong(at + KIND) == 0 ? Verdict.UNKNOWN : Verdict.BREACHING;
    }

    /** Returns the number of events from the baseline's first one on. */
    long seen(SeriesContext series, int at) {
        return series.count() - series.stateLong(at + START);
    }

    private boolean isLearning(SeriesContext series, int at) {
        return seen(series, at) <= Baseline.MIN_VALUES;
    }

    private void learnFirst(SeriesContext series, int at) {
        if (seen(series, at) == Baseline.MIN_VALUES) {
            baseline.learn(series, at + BASELINE, 0, Baseline.MIN_VALUES);
            resetAll(series, at);
        }
    }

    private void learnAgain(SeriesContext series, int at) {
        long seen = seen(series, at);
        if (seen % Baseline.LEARN_EVERY == 0) {
            int count = (int) Math.min(Baseline.MAX_VALUES, seen - Baseline.UNLEARNT);
            baseline.learn(series, at + BASELINE, Baseline.UNLEARNT, count);
        }
    }

    private static void resetAll(SeriesContext series, int at) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            reset(series, at, direction);
        }
    }

    private static void reset(SeriesContext series, int at, int direction) {
        series.stateDouble(at + SUMS + direction, 0);
        series.stateLong(at + SINCE + direction, series.count());
    }

    private void add(SeriesContext series, int at) {
        double residual = baseline.residual(series, at + BASELINE);
        double level = baseline.levelScore(series, at + BASELINE, residual);
        double spread = baseline.spreadScore(series, at + BASELINE, residual);
        add(series, at, 0, level);
        add(series, at, 1, -level);
        add(series, at, FIRST_OF_SPREAD, spread);
        add(series, at, FIRST_OF_SPREAD + 1, -spread);
    }

    private static void add(SeriesContext series, int at, int direction, double score) {
        double sum = series.stateDouble(at + SUMS + direction) + score - ALLOWANCE;
        if (sum > 0 && since(series, at, direction) <= ChangeConfirmation.MAX_SINCE) {
            series.stateDouble(at + SUMS + direction, sum);
        } else {
            reset(series, at, direction);
        }
    }

    /** Returns the number of events since a sum was last 0. */
    private static int since(SeriesContext series, int at, int direction) {
        return (int) Math.min(Integer.MAX_VALUE, series.count() - series.stateLong(at + SINCE + direction));
    }

    private boolean findChange(SeriesContext series, int at) {
        double greatest = score(series, at);
        long refusedAt = series.stateLong(at + REFUSED_AT);
        if (greatest < limit || series.count() - refusedAt < ASK_EVERY) {
            return false;
        }
        int direction = confirmed(series, at, greatest);
        if (direction < 0) {
            series.stateLong(at + REFUSED_AT, series.count());
            return false;
        }
        boolean isLevel = direction < FIRST_OF_SPREAD;
        series.stateLong(at + KIND, isLevel ? LEVEL : SPREAD);
        series.stateLong(at + CHANGED_AFTER, series.count() - confirmation.since());
        series.stateDouble(
                at + BEFORE, isLevel ? baseline.level(series, at + BASELINE) : baseline.spread(series, at + BASELINE));
        series.stateDouble(at + SCORE, series.stateDouble(at + SUMS + direction));
        series.stateLong(at + START, series.count() - 1);
        resetAll(series, at);
        return true;
    }

    /** Returns the direction of a confirmed change; -1 if there is none. */
    private int confirmed(SeriesContext series, int at, double greatest) {
        int level = greater(series, at, 0);
        int spread = greater(series, at, FIRST_OF_SPREAD);
        boolean isLevelSuspected = series.stateDouble(at + SUMS + level) >= greatest / 2;
        if (isLevelSuspected && isConfirmed(series, at, level)) {
            return level;
        }
        boolean isSpreadSuspected = series.stateDouble(at + SUMS + spread) >= greatest / 2
                && (!isLevelSuspected || since(series, at, spread) >= MIN_SINCE_OF_SPREAD);
        return isSpreadSuspected && isConfirmed(series, at, spread) ? spread : -1;
    }

    /** Returns the direction up or down, of the level or the spread, that has the greater sum. */
    private static int greater(SeriesContext series, int at, int up) {
        return series.stateDouble(at + SUMS + up) >= series.stateDouble(at + SUMS + up + 1) ? up : up + 1;
    }

    private boolean isConfirmed(SeriesContext series, int at, int direction) {
        int sign = direction % 2 == 0 ? 1 : -1;
        int available = (int) Math.min(seen(series, at), NEWEST_VALUES);
        int since = since(series, at, direction);
        return direction < FIRST_OF_SPREAD
                ? confirmation.isLevelChange(series, available, since, sign, leastErrors)
                : confirmation.isSpreadChange(series, available, since, sign, leastErrors);
    }

    /** Returns the present score: the greatest sum. */
    double score(SeriesContext series, int at) {
        double greatest = 0;
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            greatest = Math.max(greatest, series.stateDouble(at + SUMS + direction));
        }
        return greatest;
    }

    /** Returns the score that found the latest change. */
    double changeScore(SeriesContext series, int at) {
        return series.stateDouble(at + SCORE);
    }

    /** Returns whether the latest change is one of the level, not of the spread. */
    boolean isLevelChange(SeriesContext series, int at) {
        return series.stateLong(at + KIND) == LEVEL;
    }

    /** Returns the level, or the spread, before the latest change. */
    double before(SeriesContext series, int at) {
        return series.stateDouble(at + BEFORE);
    }

    /** Returns the number of events since the latest change. */
    long changedAgo(SeriesContext series, int at) {
        return series.count() - series.stateLong(at + CHANGED_AFTER);
    }

    /** Returns the level of the baseline. */
    double level(SeriesContext series, int at) {
        return baseline.level(series, at + BASELINE);
    }

    /** Returns the spread of the baseline. */
    double spread(SeriesContext series, int at) {
        return baseline.spread(series, at + BASELINE);
    }

    /** Whether the state is one in which a series can be. */
    boolean isStateValid(SeriesContext series, int at) {
        long count = series.count();
        long start = series.stateLong(at + START);
        long kind = series.stateLong(at + KIND);
        boolean areEvents = isEvent(start, count)
                && isEvent(series.stateLong(at + REFUSED_AT), count)
                && isEvent(series.stateLong(at + CHANGED_AFTER), count)
                && series.kept() >= Math.min(count - start, NEWEST_VALUES);
        boolean isChange = kind >= 0
                && kind <= SPREAD
                && Double.isFinite(series.stateDouble(at + BEFORE))
                && isSum(series.stateDouble(at + SCORE));
        return areEvents && isChange && areSumsValid(series, at) && isBaselineValid(series, at, count - start);
    }

    private boolean isBaselineValid(SeriesContext series, int at, long seen) {
        return seen < Baseline.MIN_VALUES || baseline.isStateValid(series, at + BASELINE);
    }

    private static boolean areSumsValid(SeriesContext series, int at) {
        for (int direction = 0; direction < DIRECTIONS; direction++) {
            long since = series.stateLong(at + SINCE + direction);
            if (!isSum(series.stateDouble(at + SUMS + direction)) || !isEvent(since, series.count())) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEvent(long number, long count) {
        return number >= 0 && number <= count;
    }

    private static boolean isSum(double sum) {
        return sum >= 0 && sum <= MAX_SUM;
    }
}
