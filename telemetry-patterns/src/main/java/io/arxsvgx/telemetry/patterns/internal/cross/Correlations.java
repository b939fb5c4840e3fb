// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns.internal.cross;

import io.arxsvgx.telemetry.patterns.internal.series.Normal;
import io.arxsvgx.telemetry.patterns.internal.state.TrackedSeries;
import io.arxsvgx.telemetry.patterns.internal.stats.Ranking;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A search for correlated series and their lead. First differences are correlated by Pearson at lags of up to {@value
 * #LAGS} steps. If the best lag is significant for the number of lags, they are correlated there by Spearman too. Of
 * the pairs that pass both, those are kept that stay significant among all pairs tried. One pass over all pairs takes
 * as many rounds as the budget requires. Confined to the detectors' thread.
 *
 * <p>Fisher, Metron 1 (1921), for the significance; Benjamini and Hochberg, JRSS B 57 (1995), for the number of pairs.
 */
public final class Correlations {
    static final int LAGS = 8;
    private static final double FALSE_SHARE = 0.05;
    private static final double MIN_CORRELATION = 0.5;
    private static final double WORTH_KEEPING = 0.001;
    private static final int MAX_PAIRS = 100_000;

    private @Nullable AlignedGrid grid;
    private List<double[]> differences = List.of();
    private List<double[]> ranks = List.of();
    private final List<Pair> candidates = new ArrayList<>();
    private int row;

    /** Two correlated series of a grid. The second follows the first after {@code lag} steps. */
    public record Pair(
            TrackedSeries first,
            TrackedSeries second,
            double pearson,
            double spearman,
            int lag,
            double chance,
            int values,
            long step) {
        boolean has(TrackedSeries track) {
            return first == track || second == track;
        }

        public TrackedSeries other(TrackedSeries track) {
            return first == track ? second : first;
        }

        /** Returns the number of steps by which the other series leads the given one; negative if it follows. */
        int leadTo(TrackedSeries track) {
            return first == track ? -lag : lag;
        }
    }

    boolean isUnderWay() {
        return grid != null;
    }

    void begin(AlignedGrid from) {
        grid = from;
        differences = from.levels.stream().map(AlignedGrid::differences).toList();
        ranks = differences.stream().map(Ranking::ranks).toList();
        candidates.clear();
        row = 0;
    }

    /** Compares the next series with the others. Returns the pairs after the last series, otherwise null. */
    @Nullable
    List<Pair> continueRound() {
        AlignedGrid now = grid;
        if (now == null) {
            return null;
        }
        for (int other = row + 1; other < now.size(); other++) {
            compare(now, row, other);
        }
        if (++row < now.size()) {
            return null;
        }
        grid = null;
        long tried = (long) now.size() * (now.size() - 1) / 2;
        return kept(tried);
    }

    private void compare(AlignedGrid now, int first, int second) {
        double[] a = differences.get(first);
        double[] b = differences.get(second);
        double best = 0;
        int bestLag = 0;
        for (int lag = -LAGS; lag <= LAGS; lag++) {
            double sum = 0;
            int from = Math.max(0, -lag);
            int to = Math.min(a.length, a.length - lag);
            for (int i = from; i < to; i++) {
                sum += a[i] * b[i + lag];
            }
            if (Math.abs(sum) > Math.abs(best)) {
                best = sum;
                bestLag = lag;
            }
        }
        if (Math.abs(best) < MIN_CORRELATION) {
            return;
        }
        int values = a.length - Math.abs(bestLag);
        double chance = Math.min(1, chance(best, values) * (2 * LAGS + 1));
        if (chance < WORTH_KEEPING && candidates.size() < MAX_PAIRS) {
            double spearman = spearman(ranks.get(first), ranks.get(second), bestLag);
            double both = Math.max(chance, Math.min(1, chance(spearman, values) * (2 * LAGS + 1)));
            if (both < WORTH_KEEPING && spearman * best > 0) {
                candidates.add(new Pair(
                        now.tracks.get(first),
                        now.tracks.get(second),
                        best,
                        spearman,
                        bestLag,
                        both,
                        values,
                        now.step));
            }
        }
    }

    /** Returns the probability of so large a correlation among this number of uncorrelated values. */
    private static double chance(double correlation, int values) {
        double bounded = Math.min(0.999999, Math.abs(correlation));
        double score = 0.5 * Math.log((1 + bounded) / (1 - bounded)) * Math.sqrt(Math.max(1, values - 3));
        return 2 * (1 - Normal.cumulative(score));
    }

    private static double spearman(double[] a, double[] b, int lag) {
        int from = Math.max(0, -lag);
        int to = Math.min(a.length, a.length - lag);
        double[] first = Ranking.unit(java.util.Arrays.copyOfRange(a, from, to));
        double[] second = Ranking.unit(java.util.Arrays.copyOfRange(b, from + lag, to + lag));
        double sum = 0;
        for (int i = 0; i < first.length; i++) {
            sum += first[i] * second[i];
        }
        return sum;
    }

    private List<Pair> kept(long tried) {
        candidates.sort(Comparator.comparingDouble(Pair::chance).thenComparing(pair -> -Math.abs(pair.pearson())));
        int keep = 0;
        for (int i = 0; i < candidates.size(); i++) {
            if (candidates.get(i).chance() <= FALSE_SHARE * (i + 1) / tried) {
                keep = i + 1;
            }
        }
        return List.copyOf(candidates.subList(0, keep));
    }
}
