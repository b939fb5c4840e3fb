// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryEvent;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListingTest {
    @AutoClose
    private final LiveServer live = new LiveServer().start();

    @BeforeEach
    void ingest() {
        live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 70));
        live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 91.5));
        live.processor.ingest(TelemetryEvent.of("sensor_002", "temperature", 95));
        live.processor.ingest(TelemetryEvent.of("sensor_002", "temperature", 60));
        live.flush();
    }

    @Test
    void alerts_twoFired_areListedUnderHeadings() {
        Run run = live.run("alerts");

        assertThat(run.code()).isZero();
        assertThat(run.lines()).hasSize(3);
        assertThat(run.lines().get(0)).startsWith("FIRED").contains("SEVERITY", "SOURCE", "BREACHES");
        assertThat(run.lines().get(1)).contains("firing", "critical", "high_temperature", "sensor_001", "91.5 > 80.0");
        assertThat(run.lines().get(2)).contains("resolved", "sensor_002");
    }

    @Test
    void alerts_silencedAndAcknowledged_showItBesideTheState() {
        live.processor.ingest(TelemetryEvent.of("sensor_003", "temperature", 99));
        live.flush();
        for (JsonNode alert : live.json("alerts", "--source", "sensor_003", "-o", "json")) {
            assertThat(live.run("ack", alert.path("id").asText(), "--who", "ann")
                            .code())
                    .isZero();
        }
        assertThat(live.run("silence", "source=sensor_00*").code()).isZero();

        Run run = live.run("alerts", "--state", "firing");
        assertThat(run.lines().get(1)).contains("firing, silenced  ", "sensor_001");
        assertThat(run.lines().get(2)).contains("firing, silenced, acknowledged  ", "sensor_003");
        assertThat(live.run("alerts", "--state", "resolved").out()).doesNotContain("silenced");
    }

    @Test
    void alerts_asJson_areWhatTheServerAnswers() {
        JsonNode alerts = live.json("alerts", "--output", "json");

        assertThat(alerts).hasSize(2);
        assertThat(alerts.get(0).path("rule_id").asText()).isEqualTo("high_temperature");
        assertThat(alerts.get(0).path("evidence").path("limit").asDouble()).isEqualTo(80);
    }

    @Test
    void alerts_filtered_areOnlyThose() {
        assertThat(live.json("alerts", "--state", "firing", "-o", "json")).hasSize(1);
        assertThat(live.json("alerts", "--source", "sensor_002", "-o", "json")).hasSize(1);
        assertThat(live.json("alerts", "--severity", "info", "-o", "json")).isEmpty();
        assertThat(live.json("alerts", "--rule", "pressure_spike", "-o", "json"))
                .isEmpty();
        assertThat(live.json("alerts", "--limit", "1", "-o", "json")).hasSize(1);
        assertThat(live.json("alerts", "--limit", "0", "-o", "json")).isEmpty();
    }

    @Test
    void alerts_none_saysSo() {
        assertThat(live.run("alerts", "--severity", "info").out()).isEqualTo("no alerts\n");
    }

    @Test
    void alerts_unknownState_isRefusedByTheServer() {
        Run run = live.run("alerts", "--state", "fireing");

        assertThat(run.code()).isEqualTo(4);
        assertThat(run.err()).contains("fireing").contains("firing");
    }

    @Test
    void dashboard_afterFourEvents_showsThem() {
        Run run = live.run("dashboard");

        assertThat(run.code()).isZero();
        assertThat(run.out()).contains("4 processed, 0 waiting, 0 dropped").contains("1 firing");
        assertThat(live.json("dashboard", "-o", "json").path("total_events").asLong())
                .isEqualTo(4);
    }

    @Test
    void listRules_defaults_showsSeriesAndAlerts() {
        Run run = live.run("list-rules");

        assertThat(run.lines()).hasSize(4);
        assertThat(run.lines().get(1)).contains("high_temperature", "critical", "yes", "operator=> value=80");
        assertThat(run.out()).doesNotContain("failed");
        JsonNode rule = live.json("list-rules", "-o", "json").get(0);
        assertThat(rule.path("live").path("series_matched").asLong()).isEqualTo(2);
        assertThat(rule.path("live").path("alerts").asLong()).isEqualTo(1);
    }

    @Test
    void patternsAndAnalytics_nothingFound_saySo() {
        assertThat(live.run("patterns", "--limit", "20").out()).isEqualTo("no failure patterns\n");
        assertThat(live.run("analytics").out()).isEqualTo("no analytics yet\n");
        assertThat(live.run("analytics", "--data-type", "temperature").out())
                .isEqualTo("no analytics of temperature yet\n");
        assertThat(live.json("analytics", "-o", "json").isObject()).isTrue();
    }

    @Test
    void table_onTerminal_isColouredUnlessNoColorIsSet() {
        assertThat(Run.onTerminal(live.environment(), "alerts").out()).contains("\u001b[31mcritical\u001b[0m");
        assertThat(Run.onTerminal(live.environment("NO_COLOR", "1"), "alerts").out())
                .doesNotContain("\u001b");
        assertThat(live.run("alerts").out()).doesNotContain("\u001b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"alerts", "patterns"})
    void limit_negative_isUsage(String command) {
        assertThat(live.run(command, "--limit", "-1").code()).isEqualTo(2);
        assertThat(live.run(command, "--limit", "many").code()).isEqualTo(2);
    }
}
