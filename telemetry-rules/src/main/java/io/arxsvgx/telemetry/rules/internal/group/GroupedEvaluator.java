// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import java.util.Arrays;
import java.util.List;

/** Evaluates the rules of a series in sets, such as those that share a window. Confined to the processor thread. */
public final class GroupedEvaluator implements SeriesEvaluator {
    private final RuleSet[] groups;

    /** Where the cells of each group begin, and where all end. */
    private final int[] offsets;

    /** How many groups have already taken the present event. */
    private int taken;

    private GroupedEvaluator(List<? extends RuleSet> groups) {
        this.groups = groups.toArray(RuleSet[]::new);
        offsets = new int[groups.size() + 1];
        for (int i = 0; i < this.groups.length; i++) {
            offsets[i + 1] = offsets[i] + this.groups[i].stateSlots();
        }
    }

    /** The evaluator of groups, to each of which belongs at least one rule. */
    public static SeriesEvaluator of(List<? extends RuleSet> groups) {
        return groups.size() == 1 ? groups.get(0) : new GroupedEvaluator(groups);
    }

    @Override
    public int stateSlots() {
        return offsets[groups.length];
    }

    /** The version that all groups share: a rule's state is restored wherever the rule is, alone or in one of several groups. */
    @Override
    public int stateVersion() {
        return groups[0].stateVersion();
    }

    @Override
    public int newestValues() {
        return Arrays.stream(groups)
                .mapToInt(SeriesEvaluator::newestValues)
                .max()
                .orElse(0);
    }

    @Override
    public int newestTimes() {
        return Arrays.stream(groups)
                .mapToInt(SeriesEvaluator::newestTimes)
                .max()
                .orElse(0);
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int group = groupOf(rule);
        return Arrays.stream(groups[group].stateSlotsOf(rule))
                .map(cell -> cell + offsets[group])
                .toArray();
    }

    @Override
    public void initState(SeriesContext series, int at) {
        for (int i = 0; i < groups.length; i++) {
            groups[i].initState(series, at + offsets[i]);
        }
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].isStateValid(series, at + offsets[i])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public long fastPathValidUntil(SeriesContext series, int at) {
        long least = Long.MAX_VALUE;
        for (int i = 0; i < groups.length; i++) {
            least = Math.min(least, groups[i].fastPathValidUntil(series, at + offsets[i]));
        }
        return least;
    }

    @Override
    public boolean tryFastPath(SeriesContext series, int at, double value, long time) {
        for (int i = 0; i < groups.length; i++) {
            if (!groups[i].tryFastPath(series, at + offsets[i], value, time)) {
                taken = i;
                return false;
            }
        }
        return true;
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        int from = taken;
        taken = 0;
        for (int i = from; i < groups.length; i++) {
            groups[i].evaluate(series, at + offsets[i], value, time, verdicts);
        }
    }

    @Override
    public boolean producesScore() {
        return Arrays.stream(groups).anyMatch(SeriesEvaluator::producesScore);
    }

    /** The greatest that is told. */
    @Override
    public double score(SeriesContext series, int at) {
        double greatest = Double.NaN;
        for (int i = 0; i < groups.length; i++) {
            double level = groups[i].score(series, at + offsets[i]);
            greatest = level > greatest || Double.isNaN(greatest) ? level : greatest;
        }
        return greatest;
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        int group = groupOf(rule);
        return groups[group].explain(series, at + offsets[group], rule);
    }

    @Override
    public boolean feedback(SeriesContext series, int at, int rule, String figure, boolean anomaly) {
        int group = groupOf(rule);
        return groups[group].feedback(series, at + offsets[group], rule, figure, anomaly);
    }

    private int groupOf(int rule) {
        for (int i = 0; i < groups.length; i++) {
            if (groups[i].has(rule)) {
                return i;
            }
        }
        throw new IndexOutOfBoundsException(rule);
    }
}
