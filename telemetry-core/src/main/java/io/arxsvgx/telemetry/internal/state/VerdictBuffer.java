// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Verdicts;
import java.util.Arrays;

/** A buffer of an evaluator's verdicts on one event. Empty between events. Confined to the loop. */
public final class VerdictBuffer implements Verdicts {
    static final byte NORMAL = 0;
    static final byte UNKNOWN = 1;
    static final byte HOLDING = 2;
    public static final byte BREACHING = 3;

    private byte[] verdicts = new byte[16];
    private int[] named = new int[16];
    public int count;

    /** Makes room for the rules of a kind; an index beyond them causes an exception. */
    public void expect(int ruleCount) {
        if (ruleCount > verdicts.length) {
            verdicts = new byte[ruleCount];
            named = new int[ruleCount];
        }
    }

    @Override
    public void breaching(int rule) {
        say(rule, BREACHING);
    }

    @Override
    public void holding(int rule) {
        say(rule, HOLDING);
    }

    @Override
    public void unknown(int rule) {
        say(rule, UNKNOWN);
    }

    private void say(int rule, byte verdict) {
        if (verdicts[rule] == NORMAL) {
            named[count++] = rule;
        }
        verdicts[rule] = verdict;
    }

    /** Returns the verdict on a rule. */
    public Evaluation.Verdict of(int rule) {
        return switch (verdicts[rule]) {
            case BREACHING -> Evaluation.Verdict.BREACHING;
            case HOLDING -> Evaluation.Verdict.HOLDING;
            case UNKNOWN -> Evaluation.Verdict.UNKNOWN;
            default -> Evaluation.Verdict.NORMAL;
        };
    }

    public int rule(int i) {
        return named[i];
    }

    public byte verdict(int i) {
        return verdicts[named[i]];
    }

    public void clear() {
        for (int i = 0; i < count; i++) {
            verdicts[named[i]] = NORMAL;
        }
        count = 0;
    }

    @Override
    public String toString() {
        return Arrays.toString(Arrays.copyOf(named, count));
    }
}
