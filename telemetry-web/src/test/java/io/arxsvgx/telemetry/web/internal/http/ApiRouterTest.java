// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.http;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.gzip;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.time.Instant;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of every call of the API, in memory. */
class ApiRouterTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    @Test
    void telemetry_theSpecificationsRecord_isTakenAndProcessed() {
        Answered answer = fixture.post(
                "/telemetry",
                "{\"timestamp\": " + Instant.now().getEpochSecond() + ".5, \"source\": \"sensor_001\", \"type\":"
                        + " \"temperature\", \"value\": 75.0, \"status\": \"OK\"}");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("{\"status\":\"success\",\"accepted\":1}");
        assertThat(answer.header("content-type")).isEqualTo("application/json");
        assertThat(answer.header("server")).isEmpty();
        fixture.flush();
        assertThat(fixture.processor.metrics().processed()).isEqualTo(1);
    }

    @Test
    void telemetry_array_isTakenWhole() {
        assertThat(fixture.post("/telemetry", "[" + event("a", 1) + "," + event("b", 2) + "]")
                        .json()
                        .path("accepted")
                        .asInt())
                .isEqualTo(2);
        assertThat(fixture.post("/telemetry", "[]").json().path("accepted").asInt())
                .isZero();
    }

    @Test
    void telemetry_arrayWithBadItems_isRefusedWhole() {
        Answered answer = fixture.post("/telemetry", "[" + event("a", 1) + ",{\"source\":\"b\",\"type\":\"t\"},7]");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asText()).isEqualTo("error");
        JsonNode errors = answer.json().path("errors");
        assertThat(errors).hasSize(2);
        assertThat(errors.get(0).path("index").asInt()).isEqualTo(1);
        assertThat(errors.get(0).path("field").asText()).isEqualTo("value");
        assertThat(errors.get(0).path("message").asText()).isNotBlank();
        assertThat(fixture.processor.metrics().accepted()).isZero();
    }

    @Test
    void telemetry_ndjson_isTaken() {
        Answered answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Type", "application/x-ndjson; charset=utf-8")
                .POST(BodyPublishers.ofString(event("a", 1) + "\n\n" + event("b", 2) + "\n")));
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(2);
    }

    @Test
    void telemetry_ndjsonBeyondABlock_saysHowManyWereTaken() {
        String lines = (event("a", 1) + "\n").repeat(40_000);
        fixture.config(TelemetryConfig.builder().bufferSize(1 << 17)).start();
        Answered answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofString(lines + "{\n")));
        assertThat(answer.status()).isEqualTo(400);
        int accepted = answer.json().path("accepted").asInt();
        assertThat(accepted).isBetween(10_000, 39_999);
        assertThat(answer.json().path("errors").get(0).path("index").asInt()).isEqualTo(40_000);
        assertThat(fixture.processor.metrics().accepted()).isEqualTo(accepted);
    }

    @Test
    void telemetry_gzip_isTaken() {
        Answered answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofByteArray(gzip(event("a", 1)))));
        assertThat(answer.status()).isEqualTo(200);
        answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Encoding", "gzip")
                .POST(BodyPublishers.ofString(event("a", 1))));
        assertThat(answer.status()).isEqualTo(400);
        answer = fixture.send(fixture.request("/telemetry")
                .header("Content-Encoding", "br")
                .POST(BodyPublishers.ofString(event("a", 1))));
        assertThat(answer.status()).isEqualTo(415);
    }

    @Test
    void telemetry_otherContent_is415() {
        Answered answer = fixture.send(
                fixture.request("/telemetry").header("Content-Type", "text/csv").POST(BodyPublishers.ofString("a,b")));
        assertThat(answer.status()).isEqualTo(415);
        assertThat(answer.json().path("message").asText()).contains("text/csv", "application/json");
        answer = fixture.send(fixture.request("/rules")
                .header("Content-Type", "text/plain")
                .POST(BodyPublishers.ofString(rule("hot"))));
        assertThat(answer.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "nonsense", "[1", "{} {}"})
    void telemetry_noJson_is400(String body) {
        Answered answer = fixture.post("/telemetry", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("status").asText()).isEqualTo("error");
    }

    @Test
    void telemetry_fullBuffer_is429WithHowManyWereTaken() {
        fixture.config(TelemetryConfig.builder().bufferSize(4)).startWaiting();
        Answered answer = fixture.post("/telemetry", "[" + (event("a", 1) + ",").repeat(5) + event("a", 1) + "]");
        assertThat(answer.status()).isEqualTo(429);
        assertThat(answer.header("retry-after")).isEqualTo("1");
        assertThat(answer.json().path("accepted").asInt()).isEqualTo(4);
    }

    @Test
    void telemetry_stopped_is503() {
        fixture.processor.stop();
        assertThat(fixture.post("/telemetry", event("a", 1)).status()).isEqualTo(503);
    }

    @Test
    void health_runningAndStopped_saysSo() {
        Answered answer = fixture.get("/health");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().path("status").asText()).isEqualTo("healthy");
        assertThat(answer.json().path("processor_running").asBoolean()).isTrue();
        assertThat(Instant.parse(answer.json().path("timestamp").asText()))
                .isBefore(Instant.now().plusSeconds(1));
        fixture.processor.stop();
        answer = fixture.get("/health");
        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.json().path("processor_running").asBoolean()).isFalse();
    }

    @Test
    void rules_postGetPutDelete_liveAndDie() {
        Answered added = fixture.post("/rules", rule("hot"));
        assertThat(added.status()).isEqualTo(201);
        assertThat(added.json().path("live").path("series_matched").asInt()).isZero();
        assertThat(fixture.post("/rules", rule("hot")).status()).isEqualTo(200);
        assertThat(fixture.put("/rules/hot", rule("hot")).status()).isEqualTo(200);
        assertThat(fixture.put("/rules/other", rule("hot")).status()).isEqualTo(400);
        assertThat(fixture.put("/rules/other", rule("other")).status()).isEqualTo(201);
        fixture.post("/telemetry", event("a", 90));
        fixture.flush();
        Answered one = fixture.get("/rules/hot");
        assertThat(one.json().path("live").path("alerts").asInt()).isEqualTo(1);
        assertThat(one.json().path("live").path("last_evaluated").asText()).endsWith("Z");
        assertThat(fixture.get("/rules").json()).hasSize(2);
        assertThat(fixture.delete("/rules/hot").status()).isEqualTo(204);
        assertThat(fixture.delete("/rules/hot").status()).isEqualTo(404);
        assertThat(fixture.get("/rules/hot").status()).isEqualTo(404);
        assertThat(fixture.put("/rules/other", fixture.get("/rules/other").body())
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({"threshold, treshold", "operator, operater", "critical, critcal", "parameters, parametres", ">, =>"})
    void rules_misspelt_areRefusedWithTheNearestName(String right, String wrong) {
        Answered answer = fixture.post("/rules", rule("hot").replace(right, wrong));
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("message").asText()).contains(wrong, "did you mean");
    }

    @Test
    void rules_reloadWithoutAFile_is409() {
        assertThat(fixture.post("/rules/reload", "").status()).isEqualTo(409);
    }

    @Test
    void alerts_fired_areListedAndFilteredAndAcknowledged() {
        fixture.post("/rules", rule("hot"));
        fixture.post("/telemetry", "[" + event("a", 90) + "," + event("b", 91) + "," + event("a", 10) + "]");
        fixture.flush();
        JsonNode alerts = fixture.get("/alerts").json();
        assertThat(alerts).hasSize(2);
        JsonNode first = alerts.get(0);
        assertThat(first.path("type").asText()).isEqualTo("rule_triggered");
        assertThat(first.path("event_data").path("value").asDouble()).isEqualTo(90);
        assertThat(first.path("evidence").path("text").asText()).isEqualTo("90.0 > 80.0");
        assertThat(fixture.get("/alerts?state=firing").json()).hasSize(1);
        assertThat(fixture.get("/alerts?state=resolved&source=a&severity=critical&rule_id=hot")
                        .json())
                .hasSize(1);
        assertThat(fixture.get("/alerts?limit=1").json().get(0).path("source").asText())
                .isEqualTo("b");
        String newest = fixture.get("/alerts?limit=1").json().get(0).path("id").asText();
        assertThat(fixture.get("/alerts?before=" + newest).json()).hasSize(1);
        assertThat(fixture.get("/alerts?limit=0").json()).isEmpty();
        assertThat(fixture.post("/alerts/" + newest + "/acknowledge", "{\"who\":\"ann\",\"note\":\"on it\"}")
                        .status())
                .isEqualTo(200);
        assertThat(fixture.get("/alerts?limit=1")
                        .json()
                        .get(0)
                        .path("acknowledgement")
                        .path("who")
                        .asText())
                .isEqualTo("ann");
        assertThat(fixture.post("/alerts/none/acknowledge", "{\"who\":\"ann\"}").status())
                .isEqualTo(404);
        assertThat(fixture.post("/alerts/" + newest + "/acknowledge", "{}").status())
                .isEqualTo(400);
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=x", "limit=1.5", "state=fire", "severity=bad", "before=none"})
    void alerts_badQuery_is400(String query) {
        assertThat(fixture.get("/alerts?" + query).status()).isEqualTo(400);
    }

    @Test
    void silences_set_holdBackAndExpire() {
        Answered set = fixture.post(
                "/silences",
                "{\"matchers\":{\"source\":\"a\"},\"ends_at\":" + (Instant.now().getEpochSecond() + 3_600)
                        + ",\"who\":\"ann\",\"note\":\"works\"}");
        assertThat(set.status()).isEqualTo(201);
        String id = set.json().path("id").asText();
        assertThat(fixture.get("/silences").json().get(0).path("id").asText()).isEqualTo(id);
        fixture.post("/rules", rule("hot"));
        fixture.post("/telemetry", event("a", 90));
        fixture.flush();
        assertThat(fixture.get("/alerts").json().get(0).path("silenced").asBoolean())
                .isTrue();
        assertThat(fixture.delete("/silences/" + id).status()).isEqualTo(204);
        assertThat(fixture.delete("/silences/" + id).status()).isEqualTo(404);
        assertThat(fixture.post("/silences", "{\"matchers\":{\"source\":\"a\"},\"who\":\"ann\"}")
                        .status())
                .isEqualTo(400);
        assertThat(fixture.post("/silences", "{\"ends_at\":\"2030-01-01T00:00:00Z\",\"who\":\"ann\"}")
                        .status())
                .isEqualTo(400);
    }

    @Test
    void series_known_showTheirValues() {
        fixture.post("/telemetry", "[" + event("a", 1) + "," + event("a", 2) + "," + event("b", 3) + "]");
        fixture.flush();
        JsonNode series = fixture.get("/series").json();
        assertThat(series).hasSize(2);
        assertThat(series.get(0).path("source").asText()).isEqualTo("a");
        assertThat(series.get(0).path("last_value").asDouble()).isEqualTo(2);
        JsonNode history =
                fixture.get("/series/history?source=a&type=temperature").json();
        assertThat(history).hasSize(2);
        assertThat(history.get(1).path("value").asDouble()).isEqualTo(2);
        assertThat(fixture.get("/series/history?source=a&type=temperature&limit=1")
                        .json())
                .hasSize(1);
        assertThat(fixture.get("/series/history?source=x&type=temperature").status())
                .isEqualTo(404);
        assertThat(fixture.get("/series/history?source=x").status()).isEqualTo(400);
    }

    @Test
    void dashboard_always_hasTheSpecificationsFields() {
        fixture.post("/telemetry", event("a", 1));
        fixture.flush();
        JsonNode dashboard = fixture.get("/dashboard").json();
        for (String field : new String[] {
            "last_update",
            "total_events",
            "active_alerts",
            "system_status",
            "recent_alerts",
            "pattern_count",
            "risk_assessments",
            "analytics",
            "metrics"
        }) {
            assertThat(dashboard.has(field)).as(field).isTrue();
        }
        assertThat(dashboard.path("total_events").asInt()).isEqualTo(1);
        assertThat(dashboard.path("metrics").path("accepted").asInt()).isEqualTo(1);
        assertThat(fixture.get("/patterns?limit=10").json()).isEmpty();
        assertThat(fixture.get("/analytics").json().isObject()).isTrue();
    }

    @Test
    void metrics_asAsked_areOpenMetricsOrPrometheusText() {
        fixture.post("/rules", rule("hot"));
        fixture.post("/telemetry", event("a", 90));
        fixture.flush();
        Answered text = fixture.get("/metrics");
        assertThat(text.header("content-type")).startsWith("text/plain");
        assertThat(text.body())
                .contains("telemetry_events_accepted_total 1.0", "telemetry_rule_alerts{rule_id=\"hot\"} 1.0");
        Answered open = fixture.send(fixture.request("/metrics")
                .header("Accept", "application/openmetrics-text")
                .GET());
        assertThat(open.header("content-type")).startsWith("application/openmetrics-text");
        assertThat(open.body())
                .contains(
                        "telemetry_http_answers_total{call=\"/telemetry\",status=\"200\"} 1.0",
                        "telemetry_http_answer_seconds_bucket{le=\"0.001\"}",
                        "telemetry_processing_seconds_count 1",
                        "telemetry_websocket_clients 0.0");
        assertThat(open.body()).endsWith("# EOF\n");
    }

    @Test
    void unknownPathsAndMethods_are404And405() {
        assertThat(fixture.get("/nothing").status()).isEqualTo(404);
        assertThat(fixture.get("/nothing").json().path("message").asText()).contains("/nothing");
        Answered answer = fixture.delete("/telemetry");
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.header("allow")).isEqualTo("POST");
    }

    @Test
    void answer_large_isCompressedWhereAsked() throws Exception {
        fixture.post("/rules", rule("hot"));
        for (int i = 0; i < 20; i++) {
            fixture.post("/telemetry", event("s" + i, 90));
        }
        fixture.flush();
        Answered answer = fixture.send(fixture.request("/alerts").header("Accept-Encoding", "gzip"));
        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text).startsWith("[{\"id\":").contains("\"s19\"");
    }
}
