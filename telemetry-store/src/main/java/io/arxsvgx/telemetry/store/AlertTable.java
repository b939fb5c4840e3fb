// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.alert.Acknowledgement;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.AlertStep;
import io.arxsvgx.telemetry.json.AlertJson;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.text.ForeignText;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
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
        if (alert == null) {
            return 0;
        }
        ObjectNode document = (ObjectNode) json.read(json.text(out -> AlertJson.write(out, alert)));
        document.putObject("acknowledgement")
                .put("who", given.who())
                .put("note", given.note())
                .put("at", given.at().toString());
        return put(connection, List.of(AlertJson.read(document)));
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
        StringBuilder sql = new StringBuilder("select document from alert where ");
        List<Object> values = new ArrayList<>();
        if (query.state() == null) {
            sql.append("state <> 'pending'");
        } else {
            sql.append("state = ?");
            values.add(query.state().label());
        }
        if (query.severity() != null) {
            sql.append(" and severity = ?");
            values.add(query.severity().label());
        }
        if (query.source() != null) {
            sql.append(" and source = ?");
            values.add(query.source());
        }
        if (query.ruleId() != null) {
            sql.append(" and rule_id = ?");
            values.add(query.ruleId());
        }
        if (query.text() != null) {
            sql.append(" and instr(words, ?) > 0");
            values.add(query.searchTerm());
        }
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
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(AlertJson.read(json.read(rows.getString(1))));
                }
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
                            Instant.ofEpochMilli(rows.getLong(1)),
                            AlertState.valueOf(rows.getString(2).toUpperCase(Locale.ROOT)),
                            rows.getString(3)));
                }
            }
        }
        return steps;
    }
}
