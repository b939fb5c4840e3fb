// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * Where an evaluator says what it found. A rule that is not mentioned in an evaluation is normal. Rules are named by
 * their index in the list the evaluator was made for. Confined to the processor thread.
 */
public interface Verdicts {
    /**
     * The rule's condition holds.
     *
     * @param rule the rule's index
     */
    void breaching(int rule);

    /**
     * The rule's condition no longer holds, but has not recovered either: an open alert stays as it is, and nothing is
     * counted.
     *
     * @param rule the rule's index
     */
    void holding(int rule);

    /**
     * The condition cannot tell yet, for example while it warms up: the last verdict stays.
     *
     * @param rule the rule's index
     */
    void unknown(int rule);
}
