// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.Severity;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are wanted. Immutable.
 *
 * @param state in this state; null for firing and resolved ones
 * @param severity of this severity; null for any
 * @param source of this source; null for any
 * @param ruleId of this rule; null for any
 * @param before that fired before the alert with this id; null for the newest
 * @param limit how many at most
 */
public record AlertQuery(
        @Nullable AlertState state,
        @Nullable Severity severity,
        @Nullable String source,
        @Nullable String ruleId,
        @Nullable String before,
        int limit) {
    /**
     * The newest alerts, whatever they are.
     *
     * @param limit how many at most
     * @return the query
     */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(null, null, null, null, null, limit);
    }
}
