// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * A model of the season of a series: its period in values, and the usual value at each phase, in state slots of the series.
 * Confined to the processor thread.
 */
public final class SeasonalityModel {
    /*
     * All past values are kept as a limited number of means, such as 128, each over the same number of values. When there are
     * 128 means, neighbours are joined, so that each covers twice as many values. Before that, the autocorrelation of the 128
     * means, without their linear trend, is computed at the lags 4 to 84. The season is the first local peak of at least 0.5
     * that is close to the highest one, so that at least three seasons have been observed. There must be such a peak at twice
     * the season too. Parabolas through the peaks at its multiples make the period more exact (the correlogram: C. Chatfield,
     * "The Analysis of Time Series", 2003).
     * The cost of some 10,000 additions arises with the 128th value, the 256th, the 512th, ... A detected season remains and
     * becomes more exact, unless it does not help after eight periods: it helps if the distance of values from the expected
     * value of their phase is at most 0.7 times their distance from the mean.
     *
     * A phase is an equal part of the season, such as a 96th, or one value of a shorter season. Its mean and mean deviation
     * cover all values at the phase, and each value has a weight of at least a tenth.
     */
    private static final int MIN_LAG = 4;
    private static final double MIN_CORRELATION = 0.5;
    private static final double NEAR_HIGHEST = 0.9;
    private static final double SAME = 0.02;
    private static final double MIN_WEIGHT = 0.1;

    /** The maximum power that rounding leaves of a straight line, and the rounding error relative to the numbers. */
    private static final double MIN_POWER = 1e-18;

    private static final double ROUNDING = 0x1p-50;

    private static final double FIT_SEASONS = 4;
    private static final double HELP = 0.7;
    private static final int MIN_LEARNED_SEASONS = 8;

    private static final int BLOCK = 0;
    private static final int FULL = 1;
    private static final int SUM = 2;
    private static final int IN_BLOCK = 3;
    private static final int BASE = 4;
    private static final int PERIOD = 5;
    private static final int SINCE = 6;
    private static final int USUAL = 7;
    private static final int USUAL_REST = 8;
    private static final int OFF_USUAL = 9;
    private static final int OFF_EXPECTED = 10;
    private static final int MEAN_SLOTS = 11;

    private final int firstSlot;
    private final int phases;
    private final int phaseMean;
    private final int phaseDeviation;
    private final int end;
    private final int mostLag;
    private final double[] means;
    private final double[] correlation;

    /**
     * Creates a model in the state slots of a rule.
     *
     * @param firstSlot the index of its first slot among the slots of the rule
     * @param means the number of means that represent the past; even
     * @param phases the maximum number of phases of a season
     */
    public SeasonalityModel(int firstSlot, int means, int phases) {
        this.firstSlot = firstSlot;
        this.phases = phases;
        this.means = new double[means];
        phaseMean = MEAN_SLOTS + means;
        phaseDeviation = phaseMean + phases;
        end = phaseDeviation + phases;
        mostLag = means / 3;
        correlation = new double[2 * mostLag + 4];
    }

    /** The number of state slots. */
    public static int stateSlots(int means, int phases) {
        return MEAN_SLOTS + means + 2 * phases;
    }

    public void initState(SeriesContext series, int at) {
        series.stateLong(at + firstSlot + BLOCK, 1);
    }

    /** The period of the season in values; 0 while unknown. */
    public double period(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + PERIOD);
    }

    /** The number of whole seasons that have been learned. */
    public long learned(SeriesContext series, int at) {
        double period = period(series, at);
        return period == 0 ? 0 : (long) (series.stateLong(at + firstSlot + SINCE) / period);
    }

    /**
     * The phase of the next value. A season has at most as many phases as values, and a value is in the middle of its
     * phase.
     */
    private int phase(SeriesContext series, int at) {
        double period = period(series, at);
        int parts = (int) Math.min(phases, Math.rint(period));
        double turns = series.stateLong(at + firstSlot + SINCE) / period;
        return (int) ((turns - Math.floor(turns)) * parts + 0.5) % parts;
    }

    /** The expected next value, once a season is known. */
    public double expected(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + phaseMean + phase(series, at));
    }

    /** The usual distance of values at the phase of the next value from the expected value. */
    public double deviation(SeriesContext series, int at) {
        return series.stateDouble(at + firstSlot + phaseDeviation + phase(series, at));
    }

    /** Updates the model with a value. */
    public void learn(SeriesContext series, int at, double value) {
        if (period(series, at) > 0) {
            learnPhase(series, at, value);
        }
        int own = at + firstSlot;
        long inBlock = series.stateLong(own + IN_BLOCK) + 1;
        if (inBlock == 1) {
            // a sum of differences keeps the significant digits at a large offset
            series.stateDouble(own + BASE, value);
        }
        double sum = series.stateDouble(own + SUM) + (value - series.stateDouble(own + BASE));
        long block = series.stateLong(own + BLOCK);
        if (inBlock < block) {
            series.stateLong(own + IN_BLOCK, inBlock);
            series.stateDouble(own + SUM, sum);
            return;
        }
        series.stateLong(own + IN_BLOCK, 0);
        series.stateDouble(own + SUM, 0);
        int full = (int) series.stateLong(own + FULL);
        series.stateDouble(own + MEAN_SLOTS + full, series.stateDouble(own + BASE) + sum / block);
        if (full + 1 < means.length) {
            series.stateLong(own + FULL, full + 1);
            return;
        }
        detect(series, at, block);
        for (int i = 0; i < means.length / 2; i++) {
            double joined =
                    (series.stateDouble(own + MEAN_SLOTS + 2 * i) + series.stateDouble(own + MEAN_SLOTS + 2 * i + 1))
                            / 2;
            series.stateDouble(own + MEAN_SLOTS + i, joined);
        }
        series.stateLong(own + FULL, means.length / 2);
        series.stateLong(own + BLOCK, block * 2);
    }

    private void learnPhase(SeriesContext series, int at, double value) {
        int own = at + firstSlot;
        int phase = phase(series, at);
        int mean = own + phaseMean + phase;
        int deviation = own + phaseDeviation + phase;
        long learned = learned(series, at);
        if (learned == 0) {
            series.stateDouble(mean, value);
            series.stateDouble(own + USUAL, value);
        } else {
            double off = value - series.stateDouble(mean);
            double weight = Math.max(MIN_WEIGHT, 1.0 / (learned + 1));
            move(series, deviation, Math.abs(off), weight);
            series.stateDouble(mean, series.stateDouble(mean) + weight * off);
            double slow = 1 / (FIT_SEASONS * period(series, at));
            moveUsual(series, own, slow * (value - series.stateDouble(own + USUAL)));
            move(series, own + OFF_USUAL, Math.abs(value - series.stateDouble(own + USUAL)), slow);
            move(series, own + OFF_EXPECTED, Math.abs(off), slow);
        }
        series.stateLong(own + SINCE, series.stateLong(own + SINCE) + 1);
        if (learned >= MIN_LEARNED_SEASONS && !helps(series, at)) {
            forget(series, at);
        }
    }

    private static void move(SeriesContext series, int slot, double value, double weight) {
        series.stateDouble(slot, series.stateDouble(slot) + weight * (value - series.stateDouble(slot)));
    }

    /** Moves the usual value; a step below the last digit at a large offset is kept for the next step. */
    private static void moveUsual(SeriesContext series, int own, double by) {
        double usual = series.stateDouble(own + USUAL);
        double step = by + series.stateDouble(own + USUAL_REST);
        double moved = usual + step;
        series.stateDouble(own + USUAL, moved);
        series.stateDouble(own + USUAL_REST, step - (moved - usual));
    }

    /** Whether the season predicts values better than the mean does. */
    public boolean helps(SeriesContext series, int at) {
        return isNearer(series, at, HELP);
    }

    /** Whether the distance of values from the expected value is at most a share of their distance from the mean. */
    public boolean isNearer(SeriesContext series, int at, double share) {
        return series.stateDouble(at + firstSlot + OFF_EXPECTED)
                <= share * series.stateDouble(at + firstSlot + OFF_USUAL);
    }

    /** Detects a season in the means, each over {@code block} values, or makes the known period more exact. */
    private void detect(SeriesContext series, int at, long block) {
        double known = period(series, at) / block;
        if (known > 0 && known < MIN_LAG) {
            return;
        }
        correlate(series, at + firstSlot + MEAN_SLOTS);
        double period = exact(known > 0 ? known : firstPeak());
        if (known > 0 && Math.abs(period - known) <= SAME * known) {
            double turns = series.stateLong(at + firstSlot + SINCE) / period(series, at);
            series.stateDouble(at + firstSlot + PERIOD, period * block);
            series.stateLong(at + firstSlot + SINCE, Math.round(turns * period * block));
        } else if (known == 0 && period > 0) {
            series.stateDouble(at + firstSlot + PERIOD, period * block);
        }
    }

    /** The lag of the first peak that is close to the highest; 0 if there is none. */
    private double firstPeak() {
        double highest = MIN_CORRELATION;
        for (int lag = MIN_LAG; lag <= mostLag; lag++) {
            highest = isPeak(lag) ? Math.max(highest, correlation[lag]) : highest;
        }
        for (int lag = MIN_LAG; lag <= mostLag; lag++) {
            if (isPeak(lag) && correlation[lag] >= Math.max(MIN_CORRELATION, NEAR_HIGHEST * highest)) {
                return exactPeak(lag);
            }
        }
        return 0;
    }

    /** A period made exact by the peaks at its multiples; 0 if there is none at twice the period. */
    private double exact(double first) {
        double period = first;
        int times = 1;
        while (first > 0 && (times + 1) * period <= 2 * mostLag) {
            int near = (int) Math.rint((times + 1) * period);
            near = correlation[near + 1] > correlation[near] ? near + 1 : near;
            near = correlation[near - 1] > correlation[near] ? near - 1 : near;
            if (!isPeak(near) || correlation[near] < MIN_CORRELATION) {
                break;
            }
            times++;
            period = exactPeak(near) / times;
        }
        return times == 1 ? 0 : period;
    }

    /** Removes a season that does not predict values. */
    private void forget(SeriesContext series, int at) {
        for (int slot = PERIOD; slot < MEAN_SLOTS; slot++) {
            series.stateLong(at + firstSlot + slot, 0);
        }
        for (int i = 0; i < 2 * phases; i++) {
            series.stateDouble(at + firstSlot + phaseMean + i, 0);
        }
    }

    private boolean isPeak(int lag) {
        return correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
    }

    /** The position of the maximum of the parabola through a peak and its neighbours. */
    private double exactPeak(int lag) {
        double before = correlation[lag - 1];
        double after = correlation[lag + 1];
        double bend = before - 2 * correlation[lag] + after;
        return bend == 0 ? lag : lag + 0.5 * (before - after) / bend;
    }

    private void correlate(SeriesContext series, int from) {
        double first = series.stateDouble(from);
        double offset = 0;
        double size = 0;
        for (int i = 0; i < means.length; i++) {
            means[i] = series.stateDouble(from + i) - first;
            offset = Math.max(offset, Math.abs(series.stateDouble(from + i)));
            size = Math.max(size, Math.abs(means[i]));
        }
        double rounding = size == 0 ? 0 : ROUNDING * offset / size;
        double middle = (means.length - 1) / 2.0;
        double mean = 0;
        double slope = 0;
        for (int i = 0; i < means.length; i++) {
            means[i] = size == 0 ? 0 : means[i] / size;
            mean += means[i] / means.length;
            slope += means[i] * (i - middle);
        }
        slope /= means.length * (means.length * means.length - 1) / 12.0;
        double power = 0;
        for (int i = 0; i < means.length; i++) {
            means[i] -= mean + slope * (i - middle);
            power += means[i] * means[i];
        }
        for (int lag = MIN_LAG - 1; lag < correlation.length; lag++) {
            double sum = 0;
            for (int i = lag; i < means.length; i++) {
                sum += means[i] * means[i - lag];
            }
            correlation[lag] = power < MIN_POWER + means.length * rounding * rounding
                    ? 0
                    : sum / power * means.length / (means.length - lag);
        }
    }

    /** Whether the state slots are consistent. */
    public boolean isStateValid(SeriesContext series, int at) {
        int own = at + firstSlot;
        long block = series.stateLong(own + BLOCK);
        long full = series.stateLong(own + FULL);
        long inBlock = series.stateLong(own + IN_BLOCK);
        double period = period(series, at);
        boolean sound = block >= 1
                && full >= 0
                && full < means.length
                && inBlock >= 0
                && inBlock < block
                && (period == 0 || period >= 1)
                && period < 1e18
                && series.stateLong(own + SINCE) >= 0;
        for (int slot = USUAL; slot < end && sound; slot++) {
            sound = Double.isFinite(series.stateDouble(own + slot));
        }
        return sound && Double.isFinite(series.stateDouble(own + SUM));
    }
}
