// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.composite;

import io.arxsvgx.telemetry.condition.Deadlines;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import java.util.List;

/**
 * The evaluator of rules that are composed of conditions. It gets each event of a part, with the verdict and the deadline of
 * the part. The deadlines are in the time of the rule's stream, so that an event of any part advances them. Confined to the
 * processor thread.
 */
final class CompositeEvaluator implements SeriesEvaluator, Deadlines {
    private final List<Tree> trees;
    private final int[] offsets;
    private final boolean isForSilence;

    CompositeEvaluator(List<Tree> trees) {
        this.trees = List.copyOf(trees);
        offsets = new int[trees.size() + 1];
        for (int i = 0; i < trees.size(); i++) {
            offsets[i + 1] = offsets[i] + trees.get(i).stateSlots;
        }
        isForSilence = trees.stream().flatMap(tree -> tree.leaves.stream()).anyMatch(Node.Leaf::isForSilence);
    }

    @Override
    public int stateSlots() {
        return offsets[trees.size()];
    }

    @Override
    public int[] stateSlotsOf(int rule) {
        int[] own = new int[trees.get(rule).stateSlots];
        for (int i = 0; i < own.length; i++) {
            own[i] = offsets[rule] + i;
        }
        return own;
    }

    @Override
    public void initState(SeriesContext series, int at) {
        for (int rule = 0; rule < trees.size(); rule++) {
            series.stateLong(at + offsets[rule] + Tree.NEWEST, Long.MIN_VALUE);
            for (Node.Leaf leaf : trees.get(rule).leaves) {
                series.stateLong(slotsOf(leaf, at + offsets[rule]) + Node.Leaf.DEADLINE, NEVER);
            }
        }
    }

    @Override
    public boolean isStateValid(SeriesContext series, int at) {
        for (int rule = 0; rule < trees.size(); rule++) {
            Tree tree = trees.get(rule);
            int own = at + offsets[rule];
            long decided = series.stateLong(own + Tree.DECIDED);
            boolean isValid = decided >= 0 && decided < tree.leaves.size();
            for (Node.Leaf leaf : tree.leaves) {
                long truth = series.stateLong(slotsOf(leaf, own) + Node.Leaf.VERDICT);
                isValid &= truth >= 0 && truth <= Truth.TRUE.slot;
            }
            if (!isValid || !tree.root.isStateValid(series, Tree.leavesAt(own))) {
                return false;
            }
        }
        return true;
    }

    private static int slotsOf(Node.Leaf leaf, int own) {
        return Tree.leavesAt(own) + Node.Leaf.SLOTS * leaf.input();
    }

    @Override
    public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
        for (int rule = 0; rule < trees.size(); rule++) {
            Tree tree = trees.get(rule);
            int own = at + offsets[rule];
            boolean isLate = time < series.stateLong(own + Tree.NEWEST);
            long newest = isLate ? series.stateLong(own + Tree.NEWEST) : time;
            series.stateLong(own + Tree.NEWEST, newest);
            tree.root.beforeEvent(series, Tree.leavesAt(own), newest);
            series.stateLong(own + Tree.DECIDED, take(series, tree, own, newest));
            tree.root.update(series, Tree.leavesAt(own), newest, isLate);
            Truth truth = tree.root.truth(series, Tree.leavesAt(own), newest);
            if (truth == Truth.TRUE) {
                verdicts.breaching(rule);
            } else if (truth == Truth.UNKNOWN) {
                verdicts.unknown(rule);
            }
        }
    }

    /** Takes the verdicts of the parts on an event; returns the first part that has changed, else the first one. */
    private static int take(SeriesContext series, Tree tree, int own, long time) {
        int first = -1;
        int changed = -1;
        for (Node.Leaf leaf : tree.leaves) {
            if (series.isOfInput(leaf.input())) {
                first = first < 0 ? leaf.input() : first;
                int slots = slotsOf(leaf, own);
                Truth before = Truth.of(series.stateLong(slots + Node.Leaf.VERDICT));
                long deadline = series.inputDeadline(leaf.input());
                // the time of the rule may have passed a deadline that the events of the part have not reached
                Truth now = deadline < time ? Truth.TRUE : truth(series.inputVerdict(leaf.input()), before);
                series.stateLong(slots + Node.Leaf.VERDICT, now.slot);
                series.stateLong(slots + Node.Leaf.TIME, time);
                boolean isStaleBefore = !leaf.isForSilence() && deadline - series.staleAfter() > time;
                boolean isAwaited = now != Truth.TRUE && !isStaleBefore;
                series.stateLong(slots + Node.Leaf.DEADLINE, isAwaited ? deadline : NEVER);
                changed = changed < 0 && now != before ? leaf.input() : changed;
            }
        }
        return changed >= 0 ? changed : Math.max(first, 0);
    }

    /** Returns the truth value of a part; a verdict that holds leaves the one before. */
    private static Truth truth(Verdict verdict, Truth before) {
        return switch (verdict) {
            case BREACHING -> Truth.TRUE;
            case NORMAL -> Truth.FALSE;
            case HOLDING -> before == Truth.TRUE ? Truth.TRUE : Truth.FALSE;
            case UNKNOWN -> Truth.UNKNOWN;
        };
    }

    @Override
    public Evaluation explain(SeriesContext series, int at, int rule) {
        Tree tree = trees.get(rule);
        return Explanation.of(tree, series, at + offsets[rule]);
    }

    /** Returns the truth value of a part of a rule, for an explanation. */
    static Truth truth(SeriesContext series, Node node, int own) {
        return node.truth(series, Tree.leavesAt(own), series.stateLong(own + Tree.NEWEST));
    }

    @Override
    public void begin(SeriesContext series, int at, long time) {
        // the events of the parts bring their deadlines
    }

    @Override
    public long deadline(SeriesContext series, int at, int rule, long silentSince) {
        long least = NEVER;
        List<Node.Leaf> leaves = trees.get(rule).leaves;
        for (int i = 0; i < leaves.size(); i++) {
            least = Math.min(least, series.stateLong(slotsOf(leaves.get(i), at + offsets[rule]) + Node.Leaf.DEADLINE));
        }
        return least;
    }

    @Override
    public Verdict expire(SeriesContext series, int at, int rule, long time) {
        Tree tree = trees.get(rule);
        int own = at + offsets[rule];
        series.stateLong(own + Tree.NEWEST, time);
        tree.root.beforeEvent(series, Tree.leavesAt(own), time);
        for (int i = tree.leaves.size() - 1; i >= 0; i--) {
            int slots = slotsOf(tree.leaves.get(i), own);
            if (series.stateLong(slots + Node.Leaf.DEADLINE) <= time) {
                series.stateLong(slots + Node.Leaf.VERDICT, Truth.TRUE.slot);
                series.stateLong(slots + Node.Leaf.DEADLINE, NEVER);
                series.stateLong(own + Tree.DECIDED, i);
                series.decidedByInput(i);
            }
        }
        tree.root.update(series, Tree.leavesAt(own), time, false);
        return tree.root.truth(series, Tree.leavesAt(own), time).verdict();
    }

    @Override
    public void delay(SeriesContext series, int at, long nanos) {
        for (int rule = 0; rule < trees.size(); rule++) {
            for (Node.Leaf leaf : trees.get(rule).leaves) {
                int slot = slotsOf(leaf, at + offsets[rule]) + Node.Leaf.DEADLINE;
                long deadline = series.stateLong(slot);
                series.stateLong(slot, deadline > NEVER - nanos ? NEVER : deadline + nanos);
            }
        }
    }

    @Override
    public boolean isForSilence() {
        return isForSilence;
    }
}
