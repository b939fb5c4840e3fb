// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.Learning;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules that watch a series, by kind of condition, with the evaluators that serve them, and how the evaluators' cells
 * lie in the series. Shared by all series that the same rules watch. Immutable.
 */
public final class EvaluationPlan {
    /** How many kinds of condition have a field here, and a place in the code that calls them, of their own. */
    public static final int OWN_PLACES = 3;

    /** That of a series which was not given one yet. */
    static final EvaluationPlan NONE = new EvaluationPlan(List.of());

    /** By rank. */
    public final Kind[] kinds;

    public final int cells;
    final int values;
    final int times;

    /*
     * The fast paths of the kinds of the first ranks, each null where there is no rule of that kind,
     * or none that has to be called. The loop calls each
     * from a place in its code that calls no other, so that the compiler sees one class there and puts its code in line.
     */
    public final @Nullable FastPath first;
    public final @Nullable FastPath second;
    public final @Nullable FastPath third;
    public final int secondAt;
    public final int thirdAt;
    /** Whether there are rules of other kinds to be called. */
    public final boolean hasMore;

    /** Values strictly between these are normal for those kinds that look at the present value alone. */
    final double normalAbove;

    final double normalBelow;

    /** Whether a kind scores how unusual values are. */
    public final boolean producesScore;

    /** The kinds lie in the order of their ranks, the cells of the first at 0. */
    public EvaluationPlan(List<Kind> byRank) {
        kinds = byRank.toArray(Kind[]::new);
        cells = most(kind -> kind.at + kind.cells);
        values = most(kind -> kind.values);
        times = most(kind -> kind.times);
        first = fastPath(0);
        second = fastPath(1);
        third = fastPath(2);
        secondAt = at(1);
        thirdAt = at(2);
        boolean isCalled = false;
        boolean isLevelled = false;
        double above = Double.NEGATIVE_INFINITY;
        double below = Double.POSITIVE_INFINITY;
        for (Kind kind : kinds) {
            if (kind.hasInterval()) {
                above = Math.max(above, kind.normalAbove);
                below = Math.min(below, kind.normalBelow);
            } else {
                isCalled |= kind.rank >= OWN_PLACES;
            }
            isLevelled |= kind.scoring != null;
        }
        hasMore = isCalled;
        normalAbove = above;
        normalBelow = below;
        producesScore = isLevelled;
    }

    private int most(ToIntFunction<Kind> number) {
        int most = 0;
        for (Kind kind : kinds) {
            most = Math.max(most, number.applyAsInt(kind));
        }
        return most;
    }

    private @Nullable FastPath fastPath(int rank) {
        int at = indexOf(rank);
        return at < 0 || kinds[at].hasInterval() ? null : kinds[at].fastPath;
    }

    private int at(int rank) {
        int at = indexOf(rank);
        return at < 0 ? 0 : kinds[at].at;
    }

    /** Whether there are rules to be called for an event that is normal for those that look at the present value alone. */
    boolean hasEvaluators() {
        return first != null || second != null || third != null || hasMore;
    }

    /** The index of a kind, or -1. */
    public int indexOf(int rank) {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].rank == rank) {
                return i;
            }
        }
        return -1;
    }

    /** The same with a kind switched off. */
    public EvaluationPlan without(int index) {
        Kind[] others = kinds.clone();
        others[index] = others[index].switchedOff();
        return new EvaluationPlan(Arrays.asList(others));
    }

    /** Whether a kind could not be set up. */
    public boolean isComplete() {
        return Arrays.stream(kinds).noneMatch(Kind::isSwitchedOff);
    }

    /** The rules of one kind. */
    public static final class Kind {
        /** How many state slots, values or times an evaluator may have. */
        private static final int MAX_NUMBERS = 1 << 24;

        public final ActiveRule[] rules;
        public final SeriesEvaluator evaluator;
        /** The place of the kind among all kinds. */
        public final int rank;
        /** Where its cells begin, and how many they are. */
        public final int at;

        public final int cells;
        /** How many of the newest values and times the evaluator reads. */
        final int values;

        final int times;
        /** What else the evaluator can do; each null if it cannot. */
        public final @Nullable FastPath fastPath;

        public final @Nullable Scoring scoring;
        public final @Nullable Learning learning;
        private final double normalAbove;
        private final double normalBelow;

        public Kind(ActiveRule[] rules, SeriesEvaluator evaluator, int at) {
            this(rules, evaluator, at, evaluator.stateSlots(), evaluator.newestValues(), evaluator.newestTimes());
        }

        private Kind(ActiveRule[] rules, SeriesEvaluator evaluator, int at, int cells, int values, int times) {
            this.rules = rules;
            this.evaluator = evaluator;
            this.rank = rules[0].rank;
            this.at = at;
            this.cells = cells;
            this.values = values;
            this.times = times;
            this.scoring = evaluator instanceof Scoring able ? able : null;
            // an evaluator that scores is given each event by evaluate
            this.fastPath = scoring == null && evaluator instanceof FastPath able ? able : null;
            this.learning = evaluator instanceof Learning able ? able : null;
            this.normalAbove = fastPath == null ? Double.NaN : fastPath.normalAbove();
            this.normalBelow = fastPath == null ? Double.NaN : fastPath.normalBelow();
            if (Math.min(cells, Math.min(values, times)) < 0
                    || Math.max(cells, Math.max(values, times)) > MAX_NUMBERS) {
                throw new IllegalArgumentException("evaluator needs " + cells + " state slots, " + values
                        + " values and " + times + " times; expected 0 to " + MAX_NUMBERS + " of each");
            }
        }

        private Kind switchedOff() {
            return new Kind(rules, DisabledEvaluator.INSTANCE, at, cells, values, times);
        }

        public boolean isSwitchedOff() {
            return evaluator == DisabledEvaluator.INSTANCE;
        }

        /** Whether it looks at the present value alone. */
        boolean hasInterval() {
            return !Double.isNaN(normalAbove);
        }

        /** Up to which event its fast path is valid; -1 if it has none. */
        long fastPathValidUntil(SeriesContext series) {
            return fastPath == null ? -1 : fastPath.fastPathValidUntil(series, at);
        }

        /** Whether an event is normal for all rules by the fast path, which has evaluated it then. */
        public boolean isNormalByFastPath(SeriesContext series, double value, long time) {
            return fastPath != null
                    && series.count() <= fastPath.fastPathValidUntil(series, at)
                    && fastPath.tryFastPath(series, at, value, time);
        }

        public int indexOf(ActiveRule entry) {
            return Arrays.asList(rules).indexOf(entry);
        }
    }
}
