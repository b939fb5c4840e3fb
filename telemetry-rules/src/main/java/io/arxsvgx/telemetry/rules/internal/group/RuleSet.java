// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.group;

import io.arxsvgx.telemetry.condition.SeriesEvaluator;

/** The evaluator of some of the rules of a kind. Confined to the processor thread. */
public interface RuleSet extends SeriesEvaluator {
    /** Whether a rule, by its index among all rules of the kind, is one of them. */
    boolean has(int rule);
}
