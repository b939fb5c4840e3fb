// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.GlobPattern;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * A query for a page of alerts: a filter, the end of the page and its length. Immutable.
 *
 * @param state in this state; null for firing and resolved ones
 * @param severity of this severity; null for any
 * @param source of this source; {@code *} stands for any text; null for any
 * @param ruleId of this rule; null for any
 * @param text whose rule name, rule id, source, type, description, labels, annotations, attributes, acknowledgement or
 *     activity log contains this, in any case; null for any
 * @param series of one of these series; empty for any
 * @param labels whose series has these labels: a pattern for each name; the empty text for its absence; empty for any
 * @param before that fired before the alert with this id; null for the newest
 * @param limit the maximum number of alerts
 */
public record AlertQuery(
        @Nullable AlertState state,
        @Nullable Severity severity,
        @Nullable String source,
        @Nullable String ruleId,
        @Nullable String text,
        List<Series> series,
        Map<String, String> labels,
        @Nullable String before,
        int limit) {
    /**
     * A selector of series: a source and a type, in which {@code *} stands for any text. Immutable.
     *
     * @param source the source
     * @param type the type
     */
    public record Series(String source, String type) {
        boolean matches(Alert alert) {
            return GlobPattern.matches(source, alert.source()) && GlobPattern.matches(type, alert.type());
        }
    }

    /**
     * Copies the selectors.
     *
     * @param state as {@link #state()}
     * @param severity as {@link #severity()}
     * @param source as {@link #source()}
     * @param ruleId as {@link #ruleId()}
     * @param text as {@link #text()}
     * @param series as {@link #series()}
     * @param labels as {@link #labels()}
     * @param before as {@link #before()}
     * @param limit as {@link #limit()}
     */
    public AlertQuery {
        series = List.copyOf(series);
        labels = Map.copyOf(labels);
    }

    /**
     * Creates a query for alerts of series with any labels.
     *
     * @param state as {@link #state()}
     * @param severity as {@link #severity()}
     * @param source as {@link #source()}
     * @param ruleId as {@link #ruleId()}
     * @param text as {@link #text()}
     * @param series as {@link #series()}
     * @param before as {@link #before()}
     * @param limit as {@link #limit()}
     */
    public AlertQuery(
            @Nullable AlertState state,
            @Nullable Severity severity,
            @Nullable String source,
            @Nullable String ruleId,
            @Nullable String text,
            List<Series> series,
            @Nullable String before,
            int limit) {
        this(state, severity, source, ruleId, text, series, Map.of(), before, limit);
    }

    /**
     * Creates a query for alerts of any series.
     *
     * @param state as {@link #state()}
     * @param severity as {@link #severity()}
     * @param source as {@link #source()}
     * @param ruleId as {@link #ruleId()}
     * @param text as {@link #text()}
     * @param before as {@link #before()}
     * @param limit as {@link #limit()}
     */
    public AlertQuery(
            @Nullable AlertState state,
            @Nullable Severity severity,
            @Nullable String source,
            @Nullable String ruleId,
            @Nullable String text,
            @Nullable String before,
            int limit) {
        this(state, severity, source, ruleId, text, List.of(), before, limit);
    }

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
     * Returns this query for another state and page.
     *
     * @param other as {@link #state()}
     * @param end as {@link #before()}
     * @param most as {@link #limit()}
     * @return the query
     */
    public AlertQuery with(@Nullable AlertState other, @Nullable String end, int most) {
        return new AlertQuery(other, severity, source, ruleId, text, series, labels, end, most);
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
                && (source == null || GlobPattern.matches(source, alert.source()))
                && (ruleId == null || alert.ruleId().equals(ruleId))
                && LabelSet.of(alert.seriesLabels()).matches(labels)
                && (series.isEmpty() || series.stream().anyMatch(one -> one.matches(alert)))
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
        StringJoiner parts = new StringJoiner("\n");
        parts.add(alert.ruleName())
                .add(alert.ruleId())
                .add(alert.source())
                .add(alert.type())
                .add(alert.description());
        alert.labels().forEach((name, value) -> parts.add(name + "=" + value));
        alert.seriesLabels().forEach((name, value) -> parts.add(name + "=" + value));
        alert.annotations().forEach((name, value) -> parts.add(name + "=" + value));
        alert.attributes().forEach((name, value) -> parts.add(name + "=" + value));
        Acknowledgement seen = alert.acknowledgement();
        if (seen != null) {
            parts.add(seen.who()).add(seen.note());
        }
        alert.activities().forEach(one -> parts.add(one.who()).add(one.note()));
        return lower(parts.toString());
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
