// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertActivity;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.text.ForeignText;
import io.arxsvgx.telemetry.text.GlobPattern;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * The tables of alerts: a row for each alert in its newest state, and a row for each of its steps. Alerts are ordered
 * by their first write. Not thread-safe.
 */
final class AlertTable {
    /** The condition of alerts with feedback of users, which is in the acknowledgement. */
    private static final String FEEDBACK =
            "json_extract(document, '$.acknowledgement.note') in ('not an anomaly', 'an anomaly after all')";

    static final String[] SCHEMA = {
        "create table if not exists alert (number integer primary key autoincrement, id text not null unique,"
                + " state text not null, severity text not null, source text not null, rule_id text not null,"
                + " changed_at integer not null, document text not null, words text not null)",
        "create index if not exists alert_open on alert (state) where state <> 'resolved'",
        "create index if not exists alert_state on alert (state, severity)",
        "create index if not exists alert_source on alert (source, number)",
        "create index if not exists alert_rule on alert (rule_id, number)",
        "create index if not exists alert_feedback on alert (number) where " + FEEDBACK,
        "create table if not exists step (alert text not null, at integer not null, state text not null,"
                + " description text not null)",
        "create index if not exists step_alert on step (alert)",
    };
    /**
     * The statements that migrate a file of version 1. In such a file a search ignores the case of ASCII letters only.
     */
    static final String[] FROM_FIRST = {
        "alter table alert add column words text not null default ''",
        "update alert set words = lower(json_extract(document, '$.rule_name') || char(10) || rule_id || char(10) || source"
                + " || char(10) || json_extract(document, '$.event_data.type') || char(10)"
                + " || json_extract(document, '$.description'))",
    };

    /**
     * The statements that migrate a file of version 2: a search covers labels, annotations, attributes and notes too.
     */
    static final String[] FROM_SECOND = {
        "update alert set words = words || char(10) || lower(coalesce(json_extract(document, '$.labels'), '')"
                + " || char(10) || coalesce(json_extract(document, '$.annotations'), '')"
                + " || char(10) || coalesce(json_extract(document, '$.event_data.meta'), '')"
                + " || char(10) || coalesce(json_extract(document, '$.acknowledgement.who'), '')"
                + " || char(10) || coalesce(json_extract(document, '$.acknowledgement.note'), ''))",
    };

    /** The value of a label of the series; an absent one is the empty text. */
    private static final String LABEL =
            "coalesce((select value from json_each(document, '$.series_labels') where key = ?), '')";

    private static final String FALSE_POSITIVE = "not an anomaly";
    private static final String PUT =
            "insert into alert (id, state, severity, source, rule_id, changed_at, document, words)"
                    + " values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set state = excluded.state,"
                    + " severity = excluded.severity, changed_at = excluded.changed_at, document = excluded.document,"
                    + " words = excluded.words";
    private static final String STEP = "insert into step (alert, at, state, description) values (?, ?, ?, ?)";
    private static final String OLD =
            "state = 'resolved' and (changed_at < ? or number" + " <= (select max(number) from alert) - ?)";
    private static final String[] FORGET = {
        "delete from step where alert in (select id from alert where " + OLD + ")", "delete from alert where " + OLD,
    };

    private final JsonCodec json;
    private final InstantSource clock;

    AlertTable(JsonCodec json, InstantSource clock) {
        this.json = json;
        this.clock = clock;
    }

    int put(Connection connection, List<Alert> alerts) throws SQLException {
        try (PreparedStatement put = connection.prepareStatement(PUT);
                PreparedStatement step = connection.prepareStatement(STEP)) {
            long now = clock.millis();
            for (Alert alert : alerts) {
                put.setString(1, alert.id());
                put.setString(2, alert.state().label());
                put.setString(3, alert.severity().label());
                put.setString(4, alert.source());
                put.setString(5, alert.ruleId());
                put.setLong(6, now);
                put.setString(7, json.text(out -> AlertJson.write(out, alert)));
                put.setString(8, AlertQuery.searchText(alert));
                put.addBatch();
                step.setString(1, alert.id());
                step.setLong(2, now);
                step.setString(3, alert.state().label());
                step.setString(4, alert.description());
                step.addBatch();
            }
            put.executeBatch();
            step.executeBatch();
        }
        return alerts.size();
    }

    /** Sets the acknowledgement of an alert. Returns the number of changed rows, 0 if there is no alert of that id. */
    int acknowledge(Connection connection, String id, Acknowledgement given) throws SQLException {
        Alert alert = one(connection, id);
        return alert == null
                ? 0
                : put(
                        connection,
                        alert,
                        given,
                        new AlertActivity(AlertActivity.Kind.ACKNOWLEDGED, given.who(), given.note(), given.at()));
    }

    /** Removes the acknowledgement of an alert. Returns the number of changed rows, 0 if there is none to remove. */
    int unacknowledge(Connection connection, String id, AlertActivity by) throws SQLException {
        Alert alert = one(connection, id);
        Acknowledgement given = alert == null ? null : alert.acknowledgement();
        return alert == null || given == null || given.note().equals(FALSE_POSITIVE)
                ? 0
                : put(connection, alert, null, by);
    }

    private int put(Connection connection, Alert alert, @Nullable Acknowledgement given, AlertActivity activity)
            throws SQLException {
        List<AlertActivity> log = new ArrayList<>(alert.activities());
        log.add(activity);
        List<AlertActivity> newest = log.subList(Math.max(0, log.size() - AlertActivity.MAX_ENTRIES), log.size());
        return put(
                connection,
                List.of(alert.toBuilder()
                        .acknowledgement(given)
                        .activities(newest)
                        .build()));
    }

    int forget(Connection connection, long before, int most) throws SQLException {
        int forgotten = 0;
        for (String forget : FORGET) {
            try (PreparedStatement statement = connection.prepareStatement(forget)) {
                statement.setLong(1, before);
                statement.setLong(2, most);
                forgotten = statement.executeUpdate();
            }
        }
        return forgotten;
    }

    List<Alert> find(Connection connection, AlertQuery query) throws SQLException {
        List<Object> values = new ArrayList<>();
        StringBuilder sql = new StringBuilder("select document from alert where ");
        // a unary plus keeps the index of counts from being used, whose order is not that of the alerts
        sql.append(where(query, values, query.state() == AlertState.FIRING ? "" : "+"));
        if (query.before() != null) {
            sql.append(" and number < ?");
            values.add(number(connection, query.before()));
        }
        sql.append(" order by number desc limit ?");
        values.add(Math.max(0, query.limit()));
        List<Alert> found = read(connection, sql.toString(), values);
        Collections.reverse(found);
        return found;
    }

    /** Counts the alerts of a query by state and severity, without those of some ids. */
    Map<AlertState, Map<Severity, Long>> count(Connection connection, AlertQuery query, Set<String> except)
            throws SQLException {
        Map<AlertState, Map<Severity, Long>> counts = new EnumMap<>(AlertState.class);
        List<Object> values = new ArrayList<>();
        String where = where(query, values, "");
        // counting all and subtracting some uses the indexes; "not in" reads every row
        add(counts, connection, where, values, 1);
        values.add(json.text(out -> JsonCodec.any(out, List.copyOf(except))));
        add(counts, connection, where + " and id in (select value from json_each(?))", values, -1);
        counts.values().forEach(bySeverity -> bySeverity.values().removeIf(number -> number == 0));
        counts.values().removeIf(Map::isEmpty);
        return counts;
    }

    private static void add(
            Map<AlertState, Map<Severity, Long>> counts,
            Connection connection,
            String where,
            List<Object> values,
            int sign)
            throws SQLException {
        try (PreparedStatement statement = prepare(
                        connection,
                        "select state, severity, count(*) from alert where " + where + " group by state, severity",
                        values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                counts.computeIfAbsent(state(rows.getString(1)), state -> new EnumMap<>(Severity.class))
                        .merge(Severity.of(rows.getString(2)), sign * rows.getLong(3), Long::sum);
            }
        }
    }

    /**
     * Returns the condition of a query, without its page, and adds the values of its parameters.
     *
     * @param unary a prefix of the columns of the index of counts
     */
    private static String where(AlertQuery query, List<Object> values, String unary) {
        StringJoiner sql = new StringJoiner(" and ");
        if (query.state() == null) {
            sql.add(unary + "state in ('firing', 'resolved')");
        } else {
            sql.add(unary + "state = ?");
            values.add(query.state().label());
        }
        if (query.severity() != null) {
            sql.add(unary + "severity = ?");
            values.add(query.severity().label());
        }
        if (query.source() != null) {
            sql.add(matching("source", query.source(), values));
        }
        if (query.ruleId() != null) {
            sql.add("rule_id = ?");
            values.add(query.ruleId());
        }
        if (query.text() != null) {
            sql.add("instr(words, ?) > 0");
            values.add(query.searchTerm());
        }
        query.labels().forEach((name, pattern) -> {
            values.add(name);
            sql.add(matching(LABEL, pattern, values));
        });
        if (!query.series().isEmpty()) {
            StringJoiner any = new StringJoiner(" or ", "(", ")");
            for (AlertQuery.Series one : query.series()) {
                any.add(matching("source", one.source(), values)
                        + " and "
                        + matching("json_extract(document, '$.event_data.type')", one.type(), values));
            }
            sql.add(any.toString());
        }
        return sql.toString();
    }

    /** Returns the condition that a column matches a pattern in which only {@code *} is special. */
    private static String matching(String column, String pattern, List<Object> values) {
        if (GlobPattern.isExact(pattern)) {
            values.add(pattern);
            return column + " = ?";
        }
        values.add(pattern.replace("[", "[[]").replace("?", "[?]"));
        return column + " glob ?";
    }

    private static PreparedStatement prepare(Connection connection, String sql, List<Object> values)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.size(); i++) {
            statement.setObject(i + 1, values.get(i));
        }
        return statement;
    }

    private static AlertState state(String label) {
        return AlertState.valueOf(label.toUpperCase(Locale.ROOT));
    }

    private static long number(Connection connection, String id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("select number from alert where id = ?")) {
            statement.setString(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                if (!rows.next()) {
                    throw new IllegalArgumentException("before: no alert " + ForeignText.quote(id));
                }
                return rows.getLong(1);
            }
        }
    }

    /** Returns one alert; null if there is none of that id. */
    @Nullable
    Alert one(Connection connection, String id) throws SQLException {
        List<Alert> found = read(connection, "select document from alert where id = ?", List.of(id));
        return found.isEmpty() ? null : found.get(0);
    }

    /** Returns the resolved alerts with feedback of users, oldest first. */
    List<Alert> withFeedback(Connection connection) throws SQLException {
        return read(
                connection,
                "select document from alert where " + FEEDBACK + " and state = ? order by number",
                List.of(AlertState.RESOLVED.label()));
    }

    private List<Alert> read(Connection connection, String sql, List<Object> values) throws SQLException {
        List<Alert> found = new ArrayList<>();
        try (PreparedStatement statement = prepare(connection, sql, values);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(AlertJson.read(json.read(rows.getString(1))));
            }
        }
        return found;
    }

    List<AlertStep> steps(Connection connection, String alertId) throws SQLException {
        List<AlertStep> steps = new ArrayList<>();
        try (PreparedStatement statement =
                connection.prepareStatement("select at, state, description from step where alert = ? order by rowid")) {
            statement.setString(1, alertId);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    steps.add(new AlertStep(
                            Instant.ofEpochMilli(rows.getLong(1)), state(rows.getString(2)), rows.getString(3)));
                }
            }
        }
        return steps;
    }
}
