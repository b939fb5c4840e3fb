// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web;

import static io.arxsvgx.testsupport.RequestBodies.event;
import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that unusual input of a request is rejected with its name, and quoted within limits. */
class ForeignInputTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private Answered post(String path, byte[] body) {
        return fixture.send(fixture.request(path).POST(BodyPublishers.ofByteArray(body)));
    }

    private String firing() {
        fixture.post("/rules", rule("hot"));
        fixture.post("/telemetry", event("pump", 90));
        fixture.flush();
        return fixture.processor.alerts(1).get(0).id();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "acknowledge|{}|who",
                "acknowledge|{\"who\":7}|who",
                "acknowledge|{\"who\":null}|who",
                "acknowledge|{\"who\":{\"a\":1}}|who",
                "acknowledge|{\"who\":\" \"}|who",
                "acknowledge|{\"who\":\"a\\ud800\"}|who",
                "acknowledge|{\"who\":\"ann\",\"note\":7}|note",
                "acknowledge|{\"who\":\"ann\",\"note\":[\"x\"]}|note",
                "acknowledge|{\"who\":\"ann\",\"note\":\"\\udc00\"}|note",
                "acknowledge|{\"who\":\"ann\",\"nte\":\"x\"}|nte",
                "acknowledge|[]|-",
                "feedback|{\"who\":\"ann\"}|anomaly",
                "feedback|{\"who\":\"ann\",\"anomaly\":\"false\"}|anomaly",
                "feedback|{\"who\":\"ann\",\"anomaly\":0}|anomaly",
                "feedback|{\"who\":true,\"anomaly\":false}|who",
                "feedback|{\"who\":\"ann\",\"anomaly\":false,\"note\":\"x\"}|note",
            })
    void post_aboutAnAlert_isStrict(String call, String body, String field) {
        Answered answer = fixture.post("/alerts/" + firing() + "/" + call, body);

        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errorFields()).contains(field.equals("-") ? "" : field);
        assertThat(fixture.processor.alerts(1).get(0).acknowledgement()).isNull();
    }

    @Test
    void acknowledge_longNames_areRefusedAndNotEchoed() {
        String id = firing();
        Answered answer = fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"" + "x".repeat(90_000) + "\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).hasSizeLessThan(1_000);
        assertThat(fixture.post("/alerts/" + id + "/acknowledge", "{\"who\":\"ann\",\"note\":null}")
                        .status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "severity=Critical",
                "severity=CRITICAL",
                "severity=",
                "severity=fatal",
                "state=",
                "state=Firing",
                "state=open",
            })
    void alerts_namesInOtherLetters_are400(String query) {
        Answered answer = fixture.get("/alerts?" + query);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains("unknown " + query.substring(0, query.indexOf('=')));
        assertThat(fixture.get("/alerts?severity=critical&state=firing").status())
                .isEqualTo(200);
    }

    @Test
    void request_longTexts_areQuotedWithinBounds() {
        String longText = "x".repeat(3_000);
        List<Answered> answers = List.of(
                fixture.send(fixture.request("/telemetry")
                        .header("Content-Type", "text/" + longText)
                        .POST(BodyPublishers.ofString("{}"))),
                fixture.send(fixture.request("/telemetry")
                        .header("Content-Encoding", longText)
                        .POST(BodyPublishers.ofString("{}"))),
                fixture.get("/" + longText),
                fixture.get("/alerts/" + longText),
                fixture.get("/alerts?severity=" + longText),
                fixture.get("/alerts?limit=" + longText),
                fixture.get("/alerts?before=" + longText),
                fixture.get("/rules/" + longText),
                fixture.delete("/silences/" + longText),
                fixture.post("/telemetry", event("s", 1).replace("1.0", "\"" + longText + "\"")),
                fixture.post("/rules", rule("hot").replace("threshold", longText)),
                fixture.post("/rules", rule("hot").replace("\">\"", "\"" + longText + "\"")),
                fixture.post("/rules", rule("hot").replace("severity\":\"", "severity\":\"" + longText)),
                fixture.post("/rules", rule("hot").replace("\"severity\"", "\"" + "k".repeat(900) + "\"")),
                fixture.post("/silences", "{\"" + "k".repeat(900) + "\":1}"));
        assertThat(answers).allSatisfy(answer -> {
            assertThat(answer.status()).as(answer.body()).isBetween(400, 499);
            assertThat(answer.body()).doesNotContain("x".repeat(101), "k".repeat(101));
        });
    }

    @Test
    void request_otherEncodings_areNamed() {
        for (String path : List.of("/telemetry", "/rules")) {
            String body = path.equals("/rules") ? rule("hot") : event("p\u00fcmp", 1);
            Answered utf16 = post(path, body.getBytes(StandardCharsets.UTF_16));
            assertThat(utf16.status()).isEqualTo(400);
            assertThat(utf16.body()).contains("UTF-16");
            Answered latin = post(path, body.replace("temp", "t\u00e9mp").getBytes(Charset.forName("ISO-8859-1")));
            assertThat(latin.status()).isEqualTo(400);
            assertThat(latin.body()).contains("line 1", "UTF-8");
        }
        Answered lines = fixture.send(fixture.request("/telemetry")
                .header("Content-Type", "application/x-ndjson")
                .POST(BodyPublishers.ofByteArray(event("a", 1).getBytes(StandardCharsets.UTF_16LE))));
        assertThat(lines.status()).isEqualTo(400);
        assertThat(lines.body()).contains("UTF-16");
        assertThat(fixture.processor.metrics().accepted()).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"source\":\"a\",\"type\":\"t\",\"value\":NaN}",
                "{\"source\":\"a\"",
                "[1,2",
                "{} {}",
                "{\"source\":[1],\"type\":\"t\",\"value\":1}",
                "{\"source\":{},\"type\":\"t\",\"value\":1}",
                "oops",
            })
    void telemetry_noEvents_namesNoLibrary(String body) {
        for (String path : List.of("/telemetry", "/rules", "/silences")) {
            Answered answer = fixture.post(path, body);
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.body()).doesNotContain("REDACTED", "Stream", "JsonRead", "java.", "jackson", "token");
        }
        assertThat(fixture.post("/boards/b", body.contains("[1,2") ? body : "{\"a\":1,\"a\":2}")
                        .body())
                .doesNotContain("Feature", "jackson");
    }

    @Test
    void telemetry_halfOfASurrogatePair_isRefusedAndHarmsNobody() {
        for (String name : List.of("\\ud800", "a\\udc00", "\\udc00\\ud800")) {
            Answered answer = fixture.post("/telemetry", event(name, 90));
            assertThat(answer.status()).isEqualTo(400);
            assertThat(answer.errorFields()).containsExactly("source");
        }
        fixture.post("/rules", rule("hot"));
        assertThat(fixture.post("/telemetry", event("\\ud83d\\ude00", 90)).status())
                .isEqualTo(200);
        fixture.flush();
        assertThat(fixture.get("/dashboard").json().path("recent_alerts")).hasSize(1);
    }

    @Test
    void alerts_eventWithMeta_haveIt() {
        fixture.post("/rules", rule("hot"));
        fixture.post(
                "/telemetry",
                event("pump", 90).replace("}", ",\"meta\":{\"batch\":\"b7\",\"floor\":3},\"shift\":\"late\"}"));
        fixture.flush();

        JsonNode alert = fixture.get("/alerts").json().get(0);
        assertThat(alert.path("event_data").path("meta").toString())
                .isEqualTo("{\"batch\":\"b7\",\"floor\":3,\"shift\":\"late\"}");
        JsonNode one = fixture.get("/alerts/" + alert.path("id").asText()).json();
        assertThat(one.path("event_data")).isEqualTo(alert.path("event_data"));
        assertThat(fixture.get("/dashboard").json().path("recent_alerts").get(0).path("event_data"))
                .isEqualTo(alert.path("event_data"));
    }

    @Test
    void rules_durations_areNeverInExponentForm() {
        fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"for\":60,\"repeat_interval\":3600,\"rule_id\""));
        assertThat(fixture.get("/rules/hot").body()).contains("\"for\":60,", "\"repeat_interval\":3600,");
        assertThat(fixture.get("/rules").body() + fixture.get("/dashboard").body())
                .doesNotContainPattern("[0-9][eE][-+0-9]");
        Answered wrong = fixture.post("/rules", rule("hot").replace("{\"rule_id\"", "{\"for\":1e12,\"rule_id\""));
        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body()).contains("1000000000000");
    }
}
