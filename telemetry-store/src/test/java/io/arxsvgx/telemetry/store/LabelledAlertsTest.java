// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The labels of an alert's series are stored with it, and select it; alerts of earlier releases have none. */
class LabelledAlertsTest {
    @TempDir
    Path folder;

    private static Alert alert(String id, Map<String, String> labels) {
        return Alert.builder()
                .id(id)
                .ruleId("hot")
                .source("pump")
                .type("temperature")
                .seriesLabels(labels)
                .startsAt(Instant.parse("2026-01-31T12:00:00Z"))
                .build();
    }

    private static List<String> ids(SqliteAlertStore store, Map<String, String> labels) {
        AlertQuery query = new AlertQuery(null, null, null, null, null, List.of(), labels, null, 10);
        List<String> found = store.find(query).stream().map(Alert::id).toList();
        assertThat(store.count(query, Set.of()).values().stream()
                        .flatMap(counts -> counts.values().stream())
                        .mapToLong(Long::longValue)
                        .sum())
                .isEqualTo(found.size());
        return found;
    }

    @Test
    void find_labels_selectsByPatternAndAbsence() {
        try (SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"))) {
            store.append(List.of(
                            alert("1", Map.of("site", "north", "a \"b\"", "x")),
                            alert("2", Map.of("site", "south")),
                            alert("3", Map.of())))
                    .toCompletableFuture()
                    .join();

            assertThat(ids(store, Map.of("site", "north"))).containsExactly("1");
            assertThat(ids(store, Map.of("site", "*o*"))).containsExactly("1", "2");
            assertThat(ids(store, Map.of("site", ""))).containsExactly("3");
            assertThat(ids(store, Map.of("site", "*"))).containsExactly("1", "2", "3");
            assertThat(ids(store, Map.of("a \"b\"", "x", "site", "n*"))).containsExactly("1");
            assertThat(ids(store, Map.of("site", "[n]orth"))).isEmpty();
            assertThat(store.find(AlertQuery.newest(10)).get(0).seriesLabels())
                    .isEqualTo(Map.of("site", "north", "a \"b\"", "x"));
        }
    }

    @Test
    void open_databaseOfAReleaseWithoutLabels_keepsItsAlerts() throws IOException {
        Path file = folder.resolve("alerts.db");
        try (InputStream earlier = requireNonNull(getClass().getResourceAsStream("/alerts-version-3.db"))) {
            Files.copy(earlier, file);
        }
        try (SqliteAlertStore store = SqliteAlertStore.open(file)) {
            Alert alert = store.find(AlertQuery.newest(AlertState.FIRING, 10)).get(0);
            assertThat(alert.ruleId()).isEqualTo("hot");
            assertThat(alert.seriesLabels()).isEmpty();
            assertThat(ids(store, Map.of("site", ""))).containsExactly(alert.id());
        }
    }
}
