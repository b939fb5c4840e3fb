// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.Learning;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.SeverityLevels;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * The rules that watch a series, by kind of condition, with their evaluators and the layout of the evaluators' state
 * slots. Shared by all series that the same rules watch. Immutable.
 */
public final class EvaluationPlan {
    /** The number of kinds of condition with a field here and a separate call site. */
    public static final int OWN_PLACES = 3;

    /** The plan of a series without rules. */
    static final EvaluationPlan NONE = new EvaluationPlan(List.of());

    /** By rank. */
    public final Kind[] kinds;

    public final int stateSlots;
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

    /** The interval of values that are normal for the kinds that depend on the present value alone. */
    final double normalAbove;

    final double normalBelow;

    /** Whether a kind has deadlines. */
    public final boolean hasDeadlines;

    /** Whether a kind computes anomaly scores. */
    public final boolean producesScore;

    /** Creates a plan; the kinds are in the order of their ranks, the state slots of the first at 0. */
    public EvaluationPlan(List<Kind> byRank) {
        kinds = byRank.toArray(Kind[]::new);
        stateSlots = most(kind -> kind.at + kind.stateSlots);
        values = most(kind -> kind.values);
        times = most(kind -> kind.times);
        first = fastPath(0);
        second = fastPath(1);
        third = fastPath(2);
        secondAt = at(1);
        thirdAt = at(2);
        boolean isCalled = false;
        boolean isLevelled = false;
        boolean isTimed = false;
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
            isTimed |= kind.deadlines != null;
        }
        hasMore = isCalled;
        normalAbove = above;
        normalBelow = below;
        producesScore = isLevelled;
        hasDeadlines = isTimed;
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

    /** Returns whether rules beyond those that depend on the present value alone must be evaluated. */
    boolean hasEvaluators() {
        return first != null || second != null || third != null || hasMore;
    }

    /** Returns the index of a kind, or -1. */
    public int indexOf(int rank) {
        for (int i = 0; i < kinds.length; i++) {
            if (kinds[i].rank == rank) {
                return i;
            }
        }
        return -1;
    }

    /** Returns the same plan with a kind disabled. */
    public EvaluationPlan without(int index) {
        Kind[] others = kinds.clone();
        others[index] = others[index].switchedOff();
        return new EvaluationPlan(Arrays.asList(others));
    }

    /** Returns whether all kinds could be set up. */
    public boolean isComplete() {
        return Arrays.stream(kinds).noneMatch(Kind::isSwitchedOff);
    }

    /** The rules of one kind. */
    public static final class Kind {
        /** How many state slots, values or times an evaluator may have. */
        private static final int MAX_NUMBERS = 1 << 24;

        public final ActiveRule[] rules;
        public final SeriesEvaluator evaluator;
        /** The rank of the kind among all kinds. */
        public final int rank;
        /** The index of its first state slot, and the number of its state slots. */
        public final int at;

        public final int stateSlots;
        /** The number of newest values and times that the evaluator reads. */
        final int values;

        final int times;
        /** The optional interfaces of the evaluator; each null if it is absent. */
        public final @Nullable FastPath fastPath;

        public final @Nullable Scoring scoring;
        public final @Nullable Learning learning;
        public final @Nullable Deadlines deadlines;
        public final @Nullable SeverityLevels levels;
        /** Whether it has a rule that is a part of another one. */
        public final boolean hasParts;

        private final double normalAbove;
        private final double normalBelow;

        public Kind(ActiveRule[] rules, SeriesEvaluator evaluator, int at) {
            this(rules, evaluator, at, evaluator.stateSlots(), evaluator.newestValues(), evaluator.newestTimes());
        }

        private Kind(ActiveRule[] rules, SeriesEvaluator evaluator, int at, int stateSlots, int values, int times) {
            this.rules = rules;
            this.evaluator = evaluator;
            this.rank = rules[0].rank;
            this.at = at;
            this.stateSlots = stateSlots;
            this.values = values;
            this.times = times;
            this.scoring = evaluator instanceof Scoring able ? able : null;
            // an evaluator that scores is given each event by evaluate
            this.fastPath = scoring == null && evaluator instanceof FastPath able ? able : null;
            this.learning = evaluator instanceof Learning able ? able : null;
            this.hasParts = Arrays.stream(rules).anyMatch(rule -> rule.parent != null);
            this.levels = evaluator instanceof SeverityLevels able ? able : null;
            this.deadlines = evaluator instanceof Deadlines able ? able : null;
            this.normalAbove = fastPath == null ? Double.NaN : fastPath.normalAbove();
            this.normalBelow = fastPath == null ? Double.NaN : fastPath.normalBelow();
            if (Math.min(stateSlots, Math.min(values, times)) < 0
                    || Math.max(stateSlots, Math.max(values, times)) > MAX_NUMBERS) {
                throw new IllegalArgumentException("evaluator needs " + stateSlots + " state slots, " + values
                        + " values and " + times + " times; expected 0 to " + MAX_NUMBERS + " of each");
            }
        }

        private Kind switchedOff() {
            return new Kind(rules, DisabledEvaluator.INSTANCE, at, stateSlots, values, times);
        }

        /** Returns whether its rules wait for silence. */
        public boolean isForSilence() {
            return deadlines != null && deadlines.isForSilence();
        }

        public boolean isSwitchedOff() {
            return evaluator == DisabledEvaluator.INSTANCE;
        }

        /** Returns whether it depends on the present value alone. */
        boolean hasInterval() {
            return !Double.isNaN(normalAbove);
        }

        /** Returns the last event for which its fast path is valid; -1 if it has none. */
        long fastPathValidUntil(SeriesContext series) {
            return fastPath == null ? -1 : fastPath.fastPathValidUntil(series, at);
        }

        /** Evaluates an event by the fast path; returns whether it was normal for all rules. */
        public boolean isNormalByFastPath(SeriesContext series, double value, long time) {
            return fastPath != null
                    && series.count() <= fastPath.fastPathValidUntil(series, at)
                    && fastPath.tryFastPath(series, at, value, time);
        }

        public int indexOf(ActiveRule entry) {
            for (int i = 0; i < rules.length; i++) {
                if (rules[i] == entry) {
                    return i;
                }
            }
            return -1;
        }
    }
}
