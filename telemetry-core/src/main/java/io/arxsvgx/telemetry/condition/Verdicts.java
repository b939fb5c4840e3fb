// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

/**
 * A receiver of the verdicts of an evaluator. A rule without a verdict in an evaluation is normal. A rule is identified
 * by its index in the list for which the evaluator was created. Confined to the processor thread.
 */
public interface Verdicts {
    /**
     * Reports that the rule's condition breaches.
     *
     * @param rule the rule's index
     */
    void breaching(int rule);

    /**
     * Reports that the rule's condition no longer breaches, but has not recovered either: an open alert stays as it is, and
     * nothing is counted.
     *
     * @param rule the rule's index
     */
    void holding(int rule);

    /**
     * Reports that there is no verdict, for example during warm-up: the last verdict stays.
     *
     * @param rule the rule's index
     */
    void unknown(int rule);
}
