// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A query for a page of alerts: a filter, the end of the page and its length. Immutable.
 *
 * @param state in this state; null for firing and resolved ones
 * @param severity of this severity; null for any
 * @param source of this source; null for any
 * @param ruleId of this rule; null for any
 * @param text whose rule name, rule id, source, type or description contains this, in any case; null for any
 * @param before that fired before the alert with this id; null for the newest
 * @param limit the maximum number of alerts
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
     * Returns a query for the newest firing and resolved alerts.
     *
     * @param limit the maximum number of alerts
     * @return the query
     */
    public static AlertQuery newest(int limit) {
        return new AlertQuery(null, null, null, null, null, null, limit);
    }

    /**
     * Returns a query for the newest alerts in a state.
     *
     * @param state the state
     * @param limit the maximum number of alerts
     * @return the query
     */
    public static AlertQuery newest(AlertState state, int limit) {
        return new AlertQuery(state, null, null, null, null, null, limit);
    }

    /**
     * Returns whether an alert passes the filter, whatever {@link #before} and {@link #limit} are.
     *
     * @param alert the alert
     * @return true if it does
     */
    public boolean matches(Alert alert) {
        return (state == null ? alert.state() != AlertState.PENDING : alert.state() == state)
                && (severity == null || alert.severity() == severity)
                && (source == null || alert.source().equals(source))
                && (ruleId == null || alert.ruleId().equals(ruleId))
                && (text == null || searchText(alert).contains(lower(text)));
    }

    /**
     * Selects the page out of a list.
     *
     * @param alerts all alerts, newest last
     * @return those of the page, newest last
     * @throws IllegalArgumentException if no alert of the list has the id {@link #before}
     */
    public List<Alert> select(List<Alert> alerts) {
        List<Alert> page = new ArrayList<>();
        for (int i = end(alerts) - 1; i >= 0 && page.size() < limit; i--) {
            if (matches(alerts.get(i))) {
                page.add(alerts.get(i));
            }
        }
        Collections.reverse(page);
        return page;
    }

    private int end(List<Alert> alerts) {
        if (before == null) {
            return alerts.size();
        }
        for (int i = alerts.size() - 1; i >= 0; i--) {
            if (alerts.get(i).id().equals(before)) {
                return i;
            }
        }
        throw new IllegalArgumentException("before: no alert " + ForeignText.quote(before));
    }

    /**
     * Returns {@link #text} as it is compared with {@link #searchText}.
     *
     * @return the text in lower case; null for any
     */
    public @Nullable String searchTerm() {
        return text == null ? null : lower(text);
    }

    /**
     * Returns the parts of an alert that {@link #text} is searched in.
     *
     * @param alert the alert
     * @return one part a line, in lower case
     */
    public static String searchText(Alert alert) {
        return lower(
                String.join("\n", alert.ruleName(), alert.ruleId(), alert.source(), alert.type(), alert.description()));
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
