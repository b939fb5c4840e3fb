// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Evaluates several rules of a series, in groups that share a window each. Confined to the processor thread. */
final class GroupedEvaluator implements SeriesEvaluator {
    private RuleGroup[] groups;

    private GroupedEvaluator(List<RuleGroup> groups) {
        this.groups = groups.toArray(RuleGroup[]::new);
    }

    /** The evaluator of groups, to each of which belongs at least one rule. */
    static SeriesEvaluator of(List<RuleGroup> groups) {
        boolean single = groups.size() == 1 && groups.get(0).limits().rules.length == 1;
        return single ? groups.get(0) : new GroupedEvaluator(groups);
    }

    @Override
    public void evaluate(double value, long time, Verdicts verdicts) {
        for (RuleGroup group : groups) {
            group.evaluate(value, time, verdicts);
        }
    }

    @Override
    public Evaluation explain(int rule) {
        return groupOf(rule).explain(rule);
    }

    @Override
    public int stateVersion() {
        return RuleGroup.VERSION;
    }

    @Override
    public void save(int rule, DataOutput out) throws IOException {
        groupOf(rule).save(out);
    }

    /*
     * A rule's verdicts must not depend on what other rules there are. So a restored rule shares a window only with
     * rules whose window is the same to the last bit, and one that has no saved state does not inherit from its
     * neighbours.
     */
    @Override
    public boolean restore(int rule, int version, DataInput in) throws IOException {
        if (version != RuleGroup.VERSION) {
            return false;
        }
        RuleGroup own = groupOf(rule);
        RuleGroup restored = own.emptied(own.limits().only(rule));
        restored.restore(in);
        RuleGroup same = sameAs(restored);
        if (same != own) {
            own.limit(own.limits().without(rule));
            if (same != restored) {
                same.limit(same.limits().and(restored.limits()));
            }
            regroup(same);
        }
        return true;
    }

    /** The groups after one has perhaps come, and another has perhaps lost its last rule. */
    private void regroup(RuleGroup come) {
        List<RuleGroup> all = new ArrayList<>(Arrays.asList(groups));
        if (!all.contains(come)) {
            all.add(come);
        }
        all.removeIf(group -> group.limits().rules.length == 0);
        groups = all.toArray(RuleGroup[]::new);
    }

    private RuleGroup sameAs(RuleGroup restored) {
        byte[] state = restored.state();
        return Arrays.stream(groups)
                .filter(group -> group.getClass() == restored.getClass() && Arrays.equals(group.state(), state))
                .findFirst()
                .orElse(restored);
    }

    private RuleGroup groupOf(int rule) {
        return Arrays.stream(groups)
                .filter(group -> group.limits().indexOf(rule) >= 0)
                .findFirst()
                .orElseThrow(() -> new IndexOutOfBoundsException(rule));
    }
}
