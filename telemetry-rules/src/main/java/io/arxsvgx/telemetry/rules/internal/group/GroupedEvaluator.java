// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.FastPath;
import io.arxsvgx.telemetry.condition.Learning;
import io.arxsvgx.telemetry.condition.Scoring;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An evaluator of the rules of a series in groups, such as rules that share a window. Confined to the processor thread. */
public class GroupedEvaluator implements SeriesEvaluator, FastPath {
    private final RuleSet[] groups;

    /** The fast path of each group; null for a group without one. */
    private final @Nullable FastPath[] fastPaths;

    /** The first state slot of each group, and the end of all. */
    private final int[] offsets;

    /** The first group that has still to evaluate the present event. */
    private int next;

    private GroupedEvaluator(List<? extends RuleSet> groups) {
        this.groups = groups.toArray(RuleSet[]::new);
        fastPaths = groups.stream()
                .map(group -> group instanceof FastPath able ? able : null)
                .toArray(FastPath[]::new);
        offsets = new int[groups.size() + 1];
        for (int i = 0; i < this.groups.length; i++) {
            offsets[i + 1] = offsets[i] + this.groups[i].stateSlots();
        }
    }

    /** Returns the evaluator of groups, each with at least one rule. */
    public static SeriesEvaluator of(List<? extends RuleSet> groups) {
        if (groups.size() == 1) {
            return groups.get(0);
        }
        boolean isScoring = groups.stream().anyMatch(Scoring.class::isInstance);
        return isScoring ? new ScoringGroups(groups) : new GroupedEvaluator(groups);
    }

    @Override
    public final int stateSlots() {
        return offsets[groups.length];
    }

    /**
     * Returns the version that all groups share, so that the state of a rule is restored alone or in one of several groups.
     */
    @Override
    public final int stateVersion() {
        return groups[0].stateVersion();
    }

    @Override
    public final int newestValues() {
        return Arrays.stream(groups)
                .mapToInt(SeriesEvaluator::newestValues)
                .max()
                .orElse(0);
    }

    @Override
    public final int newestTimes() {
        return Arrays.stream(groups)
                .mapToInt(SeriesEvaluator::newestTimes)
                .max()
                .orElse(0);
    }

    @Override
    public final int[] stateSlotsOf(int rule) {
        int group = groupOf(rule);
        return Arrays.stream(groups[group].stateSlotsOf(rule))
                .map(slot -> slot + offsets[group])
                .toArray();
    }

    @Override
    public final void initState(SeriesContext series, int at) {
        for (int i = 0; i < groups.length; i++) {
            groups[i].initState(series, at + offsets[i]);
        }
    }

    @Override
    public final boolean isStateValid(SeriesContext series, int at) {
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isStateValid(series, at + offsets[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public final long fastPathValidUntil(SeriesContext series, int at) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < groups.length; i++) {
            FastPath group = fastPaths[i];
            least = Math.min(least, group == null ? -1 : group.fastPathValidUntil(series, at + offsets[i]));
        }
        return least;
    }

    @Override
    public final boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        for (int i = 0; i < groups.length; i++) {
            FastPath group = fastPaths[i];
            if (group == null || !group.tryFastPath(series, at + offsets[i], value, time)) {
                next = i;
                return false;
            }
        }
        return true;
    }

    @Override
    public final void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        int from = next;
        next = 0;
        for (int i = from; i < groups.length; i++) {
            groups[i].evaluate(series, at + offsets[i], value, time, verdicts);
        }
    }

    @Override
    public final Evaluation explain(SeriesContext series, int at, int rule) {
        int group = groupOf(rule);
        return groups[group].explain(series, at + offsets[group], rule);
    }

    private int groupOf(int rule) {
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].has(rule)) {
                return i;
            }
        }
        throw new IndexOutOfBoundsException(rule);
    }

    /** A group of evaluators of which at least one scores values and learns. */
    private static final class ScoringGroups extends GroupedEvaluator implements Scoring, Learning {
        ScoringGroups(List<? extends RuleSet> groups) {
            super(groups);
        }

        /** Returns the greatest score of a group. */
        @Override
        public double score(SeriesContext series, int at) {
            double greatest = Double.NaN;
            for (int i = 0; i < super.groups.length; i++) {
                if (super.groups[i] instanceof Scoring group) {
                    double score = group.score(series, at + super.offsets[i]);
                    greatest = score > greatest || Double.isNaN(greatest) ? score : greatest;
                }
            }
            return greatest;
        }

        @Override
        public boolean markFalsePositive(SeriesContext series, int at, int rule, String figure) {
            int group = super.groupOf(rule);
            return super.groups[group] instanceof Learning learning
                    && learning.markFalsePositive(series, at + super.offsets[group], rule, figure);
        }

        @Override
        public boolean clearFalsePositive(SeriesContext series, int at, int rule, String figure) {
            int group = super.groupOf(rule);
            return super.groups[group] instanceof Learning learning
                    && learning.clearFalsePositive(series, at + super.offsets[group], rule, figure);
        }
    }
}
