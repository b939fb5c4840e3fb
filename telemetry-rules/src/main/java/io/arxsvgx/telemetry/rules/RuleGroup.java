// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The rules of one series that share one window. By itself it is the evaluator of a single rule, without a detour.
 * Confined to the processor thread.
 */
abstract class RuleGroup implements SeriesEvaluator {
    /** The version of the form of all states here. */
    static final int VERSION = 1;

    /** How many values an explanation shows. */
    static final int SHOWN = 100;

    /** A limit that no figure keeps. */
    static final double NEVER_QUIET = -1;

    /** The rules' limits. */
    Limits limits;

    /** The least of the limits, which tells most events from those worth a closer look; none while warming up. */
    double quiet = NEVER_QUIET;

    RuleGroup(Limits limits) {
        this.limits = limits;
    }

    /** Explains the latest verdict on the rule whose limit stands at an index. */
    abstract Evaluation explainLimit(int at);

    /** A group with the same kind of window, which is empty, and other limits. */
    abstract RuleGroup emptied(Limits others);

    /** Takes over the window of a group of the same kind. */
    abstract void adopt(RuleGroup group);

    /** Writes the window. */
    abstract void save(DataOutput out) throws IOException;

    /** Reads what {@link #save(DataOutput)} wrote into the window, which is empty. */
    abstract void restore(DataInput in) throws IOException;

    /** Says of each rule, from the one with the least limit on, that it is breached, until one is not. */
    abstract void compare(Verdicts verdicts);

    @Override
    public final Evaluation explain(int rule) {
        return explainLimit(limits.indexOf(rule));
    }

    @Override
    public final int stateVersion() {
        return VERSION;
    }

    @Override
    public final void save(int rule, DataOutput out) throws IOException {
        save(out);
    }

    @Override
    public final boolean restore(int rule, int version, DataInput in) throws IOException {
        if (version != VERSION) {
            return false;
        }
        RuleGroup restored = emptied(limits);
        restored.restore(in);
        adopt(restored);
        return true;
    }

    /** Puts other limits in force. */
    final void limit(Limits others) {
        limits = others;
        quiet = NEVER_QUIET;
    }

    /** What {@link #save(DataOutput)} writes. */
    final byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    final void unknown(Verdicts verdicts) {
        for (int rule : limits.rules) {
            verdicts.unknown(rule);
        }
    }
}
