// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.snapshot.EventCounts;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.testsupport.RequestBodies;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

class HttpMetricsTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private static List<String> lines(WebFixture fixture) {
        return fixture.get("/metrics").body().lines().toList();
    }

    @Test
    void metrics_beforeTheFirstEvent_haveEveryCounterAtZero() {
        List<String> lines = lines(fixture);
        EventCounts.DROP_REASONS.forEach(
                reason -> assertThat(lines).contains("telemetry_events_dropped_total{reason=\"" + reason + "\"} 0.0"));
        EventCounts.DISCARD_REASONS.forEach(reason ->
                assertThat(lines).contains("telemetry_events_discarded_total{reason=\"" + reason + "\"} 0.0"));
        assertThat(lines)
                .contains(
                        "telemetry_alerts_active_by_severity{severity=\"critical\"} 0.0",
                        "telemetry_alerts_active_by_severity{severity=\"warning\"} 0.0",
                        "telemetry_alerts_active_by_severity{severity=\"info\"} 0.0",
                        "telemetry_action_failures_total{action=\"send_notification\"} 0.0",
                        "telemetry_action_failures_total{action=\"log_alert\"} 0.0",
                        "telemetry_websocket_messages_received_total 0.0",
                        "telemetry_websocket_messages_sent_total 0.0",
                        "telemetry_websocket_messages_missed_total 0.0",
                        "telemetry_http_answers_total{call=\"/telemetry\",status=\"200\"} 0.0")
                .anyMatch(line -> line.matches("telemetry_build_info\\{java=\".+\",version=\".+\"} 1"));
    }

    @Test
    void metrics_activeAlertsAndFailingAction_areCountedByName() {
        fixture.processor.registerAction("page", alert -> {
            throw new IllegalStateException("no pager");
        });
        fixture.post(
                "/rules", RequestBodies.rule("hot").replace("{\"rule_id\"", "{\"actions\":[\"page\"],\"rule_id\""));
        fixture.post("/telemetry", event("pump", 90));
        fixture.flush();
        await().until(() -> lines(fixture).contains("telemetry_action_failures_total{action=\"page\"} 1.0"));
        assertThat(lines(fixture)).contains("telemetry_alerts_active_by_severity{severity=\"critical\"} 1.0");
    }
}
