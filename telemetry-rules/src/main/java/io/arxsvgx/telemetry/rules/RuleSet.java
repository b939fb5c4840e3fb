// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import io.arxsvgx.telemetry.rule.SeriesEvaluator;

/** The evaluator of some of the rules of a kind. Confined to the processor thread. */
interface RuleSet extends SeriesEvaluator {
    /** Whether a rule, by its index among all rules of the kind, is one of them. */
    boolean has(int rule);

    /** The same for all sets, since a rule's state goes on where it stands alone and where it is one of several sets. */
    int STATE_VERSION = 2;

    @Override
    default int stateVersion() {
        return STATE_VERSION;
    }
}
