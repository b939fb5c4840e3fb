// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.window;

import io.arxsvgx.telemetry.condition.SeriesContext;

/**
 * Finds after how many values a series repeats itself, and what it usually is at each phase, in the series' cells.
 * Confined to the processor thread.
 */
public final class SeasonalityModel {
    /*
     * The whole past is kept as at most so many means, such as 128, of equally many values each: when there are 128,
     * neighbours are joined, so that each is of twice as many. At that moment the autocorrelation of the 128 means, less
     * their linear trend, is worked out at the lags 4 to 84. The season is at the first local peak of at least 0.5 that
     * comes near to the highest one, so that at least three are seen; there must be such a peak at twice the season too, and
     * those at its multiples, by parabolas through them, tell it more exactly (the correlogram: C. Chatfield, "The Analysis
     * of Time Series", 2003).
     * The cost, some 10,000 additions, comes with the 128th value, the 256th, the 512th, ... A season that was found stays,
     * and becomes more exact, unless after eight times it does not help: where values are not nearer to what is expected at
     * their phase than 0.7 times as far as they are from their mean.
     *
     * A phase is an equal part of the season, such as a 96th, or one value of a shorter one. Its mean and mean deviation are
     * of all values that have come at it, and move by at least a tenth with each visit; a visit is one value, whatever falls
     * into the same phase after it.
     */
    private static final int MIN_LAG = 4;
    private static final double MIN_CORRELATION = 0.5;
    private static final double NEAR_HIGHEST = 0.9;
    private static final double SAME = 0.02;
    private static final double MIN_WEIGHT = 0.1;

    /** What is left of a straight line, and what rounding leaves of one, relative to the numbers. */
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
    private static final int MEAN_CELLS = 11;

    private final int cells;
    private final int phases;
    private final int phaseMean;
    private final int phaseDeviation;
    private final int end;
    private final int mostLag;
    private final double[] means;
    private final double[] correlation;

    /**
     * A season in the cells of a rule.
     *
     * @param cells where its cells begin, among those of the rule
     * @param means of how many means the past is kept; even
     * @param phases how many parts a season has at most
     */
    public SeasonalityModel(int cells, int means, int phases) {
        this.cells = cells;
        this.phases = phases;
        this.means = new double[means];
        phaseMean = MEAN_CELLS + means;
        phaseDeviation = phaseMean + phases;
        end = phaseDeviation + phases;
        mostLag = means / 3;
        correlation = new double[2 * mostLag + 4];
    }

    /** How many cells it needs. */
    public static int stateSlots(int means, int phases) {
        return MEAN_CELLS + means + 2 * phases;
    }

    public void initState(SeriesContext series, int at) {
        series.stateLong(at + cells + BLOCK, 1);
    }

    /** After how many values the series repeats itself; 0 while that is not known. */
    public double period(SeriesContext series, int at) {
        return series.stateDouble(at + cells + PERIOD);
    }

    /** How many whole seasons have been learned. */
    public long learned(SeriesContext series, int at) {
        double period = period(series, at);
        return period == 0 ? 0 : (long) (series.stateLong(at + cells + SINCE) / period);
    }

    /** The phase of the value to come. There are no more of them than values, and a value lies in the midst of its own. */
    private int phase(SeriesContext series, int at) {
        double period = period(series, at);
        int parts = (int) Math.min(phases, Math.rint(period));
        double turns = series.stateLong(at + cells + SINCE) / period;
        return (int) ((turns - Math.floor(turns)) * parts + 0.5) % parts;
    }

    /** What the value to come is expected to be, once a season is known. */
    public double expected(SeriesContext series, int at) {
        return series.stateDouble(at + cells + phaseMean + phase(series, at));
    }

    /** How far values at the phase of the one to come usually are from what is expected. */
    public double deviation(SeriesContext series, int at) {
        return series.stateDouble(at + cells + phaseDeviation + phase(series, at));
    }

    /** Takes a value in. */
    public void learn(SeriesContext series, int at, double value) {
        if (period(series, at) > 0) {
            learnPhase(series, at, value);
        }
        int own = at + cells;
        long inBlock = series.stateLong(own + IN_BLOCK) + 1;
        if (inBlock == 1) {
            // a sum of differences keeps the digits that count at a large offset
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
        series.stateDouble(own + MEAN_CELLS + full, series.stateDouble(own + BASE) + sum / block);
        if (full + 1 < means.length) {
            series.stateLong(own + FULL, full + 1);
            return;
        }
        find(series, at, block);
        for (int i = 0; i < means.length / 2; i++) {
            double joined =
                    (series.stateDouble(own + MEAN_CELLS + 2 * i) + series.stateDouble(own + MEAN_CELLS + 2 * i + 1))
                            / 2;
            series.stateDouble(own + MEAN_CELLS + i, joined);
        }
        series.stateLong(own + FULL, means.length / 2);
        series.stateLong(own + BLOCK, block * 2);
    }

    private void learnPhase(SeriesContext series, int at, double value) {
        int own = at + cells;
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

    private static void move(SeriesContext series, int cell, double value, double weight) {
        series.stateDouble(cell, series.stateDouble(cell) + weight * (value - series.stateDouble(cell)));
    }

    /** At a large offset a step may be less than the last digit: then it is part of the next one. */
    private static void moveUsual(SeriesContext series, int own, double by) {
        double usual = series.stateDouble(own + USUAL);
        double step = by + series.stateDouble(own + USUAL_REST);
        double moved = usual + step;
        series.stateDouble(own + USUAL, moved);
        series.stateDouble(own + USUAL_REST, step - (moved - usual));
    }

    /** Whether the season tells better what comes than the mean does. */
    public boolean helps(SeriesContext series, int at) {
        return isNearer(series, at, HELP);
    }

    /** Whether values are at most a share as far from what is expected as they are from their mean. */
    public boolean isNearer(SeriesContext series, int at, double share) {
        return series.stateDouble(at + cells + OFF_EXPECTED) <= share * series.stateDouble(at + cells + OFF_USUAL);
    }

    /** Looks for a season in the means, each of so many values, or makes the known one more exact. */
    private void find(SeriesContext series, int at, long block) {
        double known = period(series, at) / block;
        if (known > 0 && known < MIN_LAG) {
            return;
        }
        correlate(series, at + cells + MEAN_CELLS);
        double period = exact(known > 0 ? known : firstPeak());
        if (known > 0 && Math.abs(period - known) <= SAME * known) {
            double turns = series.stateLong(at + cells + SINCE) / period(series, at);
            series.stateDouble(at + cells + PERIOD, period * block);
            series.stateLong(at + cells + SINCE, Math.round(turns * period * block));
        } else if (known == 0 && period > 0) {
            series.stateDouble(at + cells + PERIOD, period * block);
        }
    }

    /** The lag of the first peak that comes near to the highest; 0 if there is none. */
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

    /** A period made exact by the peaks at its multiples; 0 if there is not even one at twice the period. */
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

    /** Forgets a season that does not tell what comes. */
    private void forget(SeriesContext series, int at) {
        for (int cell = PERIOD; cell < MEAN_CELLS; cell++) {
            series.stateLong(at + cells + cell, 0);
        }
        for (int i = 0; i < 2 * phases; i++) {
            series.stateDouble(at + cells + phaseMean + i, 0);
        }
    }

    private boolean isPeak(int lag) {
        return correlation[lag] > correlation[lag - 1] && correlation[lag] >= correlation[lag + 1];
    }

    /** Where the parabola through a peak and its neighbours is highest. */
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

    /** Whether the cells can be those of a season. */
    public boolean isStateValid(SeriesContext series, int at) {
        int own = at + cells;
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
        for (int cell = USUAL; cell < end && sound; cell++) {
            sound = Double.isFinite(series.stateDouble(own + cell));
        }
        return sound && Double.isFinite(series.stateDouble(own + SUM));
    }
}
