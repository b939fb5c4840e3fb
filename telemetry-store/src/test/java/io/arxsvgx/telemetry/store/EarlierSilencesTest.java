// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Silence;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of silences that an earlier version accepted and this one rejects. */
class EarlierSilencesTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    @TempDir
    private Path folder;

    private static Silence silence(String id, Instant ends) {
        return new Silence(id, Map.of("severity", "critical"), START, ends, "ann", "");
    }

    @Test
    void restored_thatEndTooLateOrMatchNothing_areShortenedOrLeftOut() throws SQLException {
        Path file = folder.resolve("alerts.db");
        try (SqliteAlertStore store = SqliteAlertStore.open(file)) {
            store.saveSilence(silence("misspelt", START.plusSeconds(3_600)));
            store.saveSilence(silence("endless", Instant.parse("9999-01-01T00:00:00Z")));
            store.saveSilence(silence("fine", START.plusSeconds(3_600)));
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.executeUpdate("update silence set document = replace(document, 'critical', 'critcal')"
                    + " where id = 'misspelt'");
        }
        SqliteAlertStore store = SqliteAlertStore.open(file);
        TelemetryConfig config =
                TelemetryConfig.builder().timeSource(TimeSource.manual(START)).build();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                        .config(config)
                        .alertStore(store)
                        .build();
                StateFile state = StateFile.attach(processor, store, folder.resolve("state"), Duration.ofHours(1))) {
            processor.start();
            assertThat(state.trouble()).isNull();
            assertThat(processor.silences().list())
                    .containsExactly(
                            silence("endless", Instant.parse("2036-01-01T00:00:00Z")),
                            silence("fine", START.plusSeconds(3_600)));
        }
    }
}
