// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pieces of Java in the documentation, run; {@link DocumentationTest} finds them here. */
class SnippetsTest {
    /** Whom alerts are sent to. */
    private static final class Pager {
        final List<String> sent = new ArrayList<>();

        synchronized void send(String text) {
            sent.add(text);
        }
    }

    @Test
    void rules_ofTheReference_areAccepted() {
        List<AlertRule> rules = List.of(
                AlertRule.builder("hot")
                        .condition("threshold")
                        .parameter("field", "temperature")
                        .parameter("operator", ">")
                        .parameter("value", 80)
                        .parameter("recovery", 75)
                        .build(),
                AlertRule.builder("pressure_rises")
                        .condition("trend")
                        .parameter("field", "pressure")
                        .parameter("window", 60)
                        .parameter("threshold", 0.2)
                        .parameter("per", "second")
                        .build(),
                AlertRule.builder("odd_vibration")
                        .condition("anomaly")
                        .parameter("field", "vibration")
                        .parameter("method", "robust")
                        .parameter("sensitivity", 0.5)
                        .build());

        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            rules.forEach(processor::addAlertRule);
            DefaultRules.all().forEach(processor::addAlertRule);

            assertThat(processor.alertRules()).hasSize(6);
        }
    }

    @Test
    void ruleWithAll_breached_callsItsAction() {
        Pager pager = new Pager();
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.addAlertRule(AlertRule.builder("slow_parse")
                    .condition("threshold")
                    .parameter("field", "parse_millis")
                    .parameter("operator", ">")
                    .parameter("value", 250)
                    .parameter("recovery", 100)
                    .source("svg_parser*")
                    .forDuration(Duration.ofSeconds(5))
                    .severity(Severity.CRITICAL)
                    .actions("log_alert", "page_somebody")
                    .build());
            processor.registerAction("page_somebody", alert -> pager.send(alert.description()));

            assertThat(processor.ruleStatus("slow_parse")).isPresent();
        }
        assertThat(pager.sent).isEmpty();
    }

    @Test
    void server_durable_startsAndStops(@TempDir Path data) {
        TelemetryConfig config = TelemetryConfig.builder()
                .httpPort(0)
                .webSocketPort(0)
                .dashboardPort(0)
                .build();
        SqliteAlertStore store = SqliteAlertStore.open(data.resolve("alerts.db"));
        TelemetryProcessor processor =
                TelemetryProcessor.builder().config(config).alertStore(store).build();
        RealtimeTelemetryServer server = RealtimeTelemetryServer.create(
                processor,
                config,
                ServerSettings.builder()
                        .store(store)
                        .savedRules(data.resolve("rules.json"))
                        .build());
        server.loadRules();
        StateFile state = StateFile.attach(processor, store, data.resolve("state"), Duration.ofSeconds(10));
        processor.start();
        server.start();
        // …
        server.stop();
        processor.stop();
        state.close();
        processor.close();

        assertThat(data.resolve("state")).exists();
        assertThat(data.resolve("alerts.db")).exists();
    }
}
