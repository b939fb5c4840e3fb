// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.quickstart.rules;

/**
 * Values for a rule of a pack.
 *
 * @param pack the name of the pack
 * @param rule the id of the rule
 * @param healthy values on which no rule of the pack fires
 * @param fault values on which the rule fires
 */
record RulePackCase(String pack, String rule, RecordedSeries healthy, RecordedSeries fault) {
    @Override
    public String toString() {
        return pack + " " + rule;
    }
}
