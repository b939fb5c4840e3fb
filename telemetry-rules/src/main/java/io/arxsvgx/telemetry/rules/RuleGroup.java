// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.Evaluation;
import io.arxsvgx.telemetry.rule.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.Verdicts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.DataOutput;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * The rules of one series that share one window. By itself it is the evaluator of a single rule. An implementation
 * extends its window rather than holding it: with thousands of series each object more that an event touches is one
 * more line of memory to load, and costs more than the arithmetic. Confined to the processor thread.
 */
interface RuleGroup extends SeriesEvaluator {
    /** The version of the form of all states here. */
    int VERSION = 1;

    /** How many values an explanation shows. */
    int SHOWN = 100;

    /** A limit that no figure keeps, for a group that must look closely at each event. */
    double NEVER_QUIET = -1;

    /** The rules' limits. */
    Limits limits();

    /** Puts other limits in force, and looks closely at the next event. */
    void limit(Limits others);

    /** Says of each rule, from the one with the least limit on, that it is breached, until one is not. */
    void compare(Verdicts verdicts);

    /** Explains the latest verdict on the rule whose limit stands at an index. */
    Evaluation explainLimit(int at);

    /** A group with the same kind of window, which is empty, and other limits. */
    RuleGroup emptied(Limits others);

    /** Writes the window. */
    void save(DataOutput out) throws IOException;

    /** Reads what {@link #save(DataOutput)} wrote; leaves anything behind where that fails. */
    void restore(DataInput in) throws IOException;

    @Override
    default Evaluation explain(int rule) {
        return explainLimit(limits().indexOf(rule));
    }

    @Override
    default int stateVersion() {
        return VERSION;
    }

    @Override
    default void save(int rule, DataOutput out) throws IOException {
        save(out);
    }

    @Override
    default boolean restore(int rule, int version, DataInput in) throws IOException {
        if (version != VERSION) {
            return false;
        }
        RuleGroup restored = emptied(limits());
        restored.restore(in);
        restore(new DataInputStream(new ByteArrayInputStream(restored.state())));
        limit(limits());
        return true;
    }

    /** What {@link #save(DataOutput)} writes. */
    default byte[] state() {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            save(new DataOutputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Says of each rule that nothing can be said yet. */
    default void unknown(Verdicts verdicts) {
        for (int rule : limits().rules) {
            verdicts.unknown(rule);
        }
    }
}
