// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.condition.SeriesEvaluator;

/** An evaluator of some of the rules with one condition. Confined to the processor thread. */
public interface RuleSet extends SeriesEvaluator {
    /** Whether it evaluates a rule, given by its index among all rules with the condition. */
    boolean has(int rule);
}
