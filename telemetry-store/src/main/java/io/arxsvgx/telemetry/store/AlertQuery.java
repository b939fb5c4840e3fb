// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.rule.Severity;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Which alerts are wanted. Immutable.
 *
 * @param state in this state; null for firing and resolved ones
 * @param severity of this severity; null for any
 * @param source of this source; null for any
 * @param ruleId of this rule; null for any
 * @param text whose rule name, rule id, source, type or description contains this, in any case; null for any
 * @param before that fired before the alert with this id; null for the newest
 * @param limit how many at most
 */
public record AlertQuery(
        @Nullable AlertState state,
        @Nullable Severity severity,
        @Nullable String source,
        @Nullable String ruleId,
        @Nullable String text,
        @Nullable String before,
        int limit) {
    /**
     * The newest alerts, whatever they are.
     *
     * @param limit how many at most
     * @return the query
     */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(null, null, null, null, null, null, limit);
    }

    /**
     * Whether an alert is wanted, as far as {@link #before} and {@link #limit} do not matter.
     *
     * @param alert the alert
     * @return true if it is
     */
    public boolean matches(Alert alert) {
        return (state == null ? alert.state() != AlertState.PENDING : alert.state() == state)
                && (severity == null || alert.severity() == severity)
                && (source == null || alert.source().equals(source))
                && (ruleId == null || alert.ruleId().equals(ruleId))
                && (text == null || words(alert).contains(lower(text)));
    }

    /** What {@link #text} is looked for in. */
    static String words(Alert alert) {
        return lower(
                String.join("\n", alert.ruleName(), alert.ruleId(), alert.source(), alert.type(), alert.description()));
    }

    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
