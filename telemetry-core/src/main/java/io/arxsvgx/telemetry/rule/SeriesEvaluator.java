// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rule;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Computes one kind of condition on one series, event by event, for all rules of that kind which watch it. Cost is
 * amortised constant per event and rule. The processor thread alone calls it, one call at a time. A call that throws is
 * counted, and after a bounded number of faults the evaluator is switched off for its series. Confined to the processor
 * thread.
 */
public interface SeriesEvaluator {
    /**
     * Looks at one event, says which rules are not normal, and takes the event into its windows. Allocates nothing.
     *
     * @param value the event's value, always finite
     * @param time the event's time, in nanoseconds since 1970-01-01T00:00Z; may lie before that of an earlier call
     * @param verdicts where to say what was found
     */
    void evaluate(double value, long time, Verdicts verdicts);

    /**
     * Explains the latest verdict on a rule. Called after {@link #evaluate}, for evidence and for telling why a rule
     * is quiet; may allocate.
     *
     * @param rule the rule's index
     * @return the verdict and its figures
     */
    Evaluation explain(int rule);

    /**
     * The version of the form that {@link #save} writes.
     *
     * @return a number that changes whenever the form does
     */
    int stateVersion();

    /**
     * Writes all that a rule's evaluation depends on, compactly.
     *
     * @param rule the rule's index
     * @param out where to
     * @throws IOException if {@code out} fails
     */
    void save(int rule, DataOutput out) throws IOException;

    /**
     * Takes up a rule's saved state; the evaluation then goes on bit for bit as where it was saved.
     *
     * @param rule the rule's index
     * @param version the version of the form
     * @param in what {@link #save} wrote
     * @return false if the version is unknown: nothing was read, and the rule warms up anew
     * @throws IOException if {@code in} fails or holds something else
     */
    boolean restore(int rule, int version, DataInput in) throws IOException;
}
