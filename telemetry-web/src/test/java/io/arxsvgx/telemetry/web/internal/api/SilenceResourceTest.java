// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests that silences are accepted if they can apply, and otherwise rejected with the key, in memory. */
class SilenceResourceTest {
    private static final Instant NOW = Instant.parse("2026-01-31T12:00:00Z");

    private final ManualTimeSource time = TimeSource.manual(NOW);

    @AutoClose
    private final WebFixture fixture =
            new WebFixture().config(TelemetryConfig.builder().timeSource(time)).start();

    private static ObjectNode silence() {
        ObjectNode silence = JsonNodeFactory.instance.objectNode();
        silence.putObject("matchers").put("source", "pump*");
        return silence.put("ends_at", "2026-01-31T13:00:00Z").put("who", "ann");
    }

    private Answered post(JsonNode silence) {
        return fixture.post("/silences", silence.toString());
    }

    /** Replaces one key, or one matcher, with a value in JSON. */
    private Answered with(String key, String json) {
        String document = silence().toString();
        if (key.startsWith("matchers.")) {
            String matcher = "\"matchers\":{\"" + key.substring("matchers.".length()) + "\":" + json + "}";
            return fixture.post("/silences", document.replace("\"matchers\":{\"source\":\"pump*\"}", matcher));
        }
        ObjectNode without = silence();
        without.remove(key);
        return fixture.post("/silences", without.toString().replaceFirst("}$", ",\"" + key + "\":" + json + "}"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "matchers|{}|matchers",
                "matchers|null|matchers",
                "matchers|[]|matchers",
                "matchers|\"source\"|matchers",
                "matchers.source|[\"a\"]|matchers.source",
                "matchers.source|{\"a\":\"b\"}|matchers.source",
                "matchers.source|null|matchers.source",
                "matchers.source|7|matchers.source",
                "matchers.source|true|matchers.source",
                "matchers.source|\"\"|matchers.source",
                "matchers.source|\"  \"|matchers.source",
                "matchers.source|\"\\ud800\"|matchers.source",
                "matchers.sorce|\"a\"|matchers.sorce",
                "matchers.label.|\"a\"|matchers.label.",
                "matchers.severity|\"critcal\"|matchers.severity",
                "matchers.severity|\"CRITICAL\"|matchers.severity",
                "matchers.severity|\"fatal*\"|matchers.severity",
                "ends_at|null|ends_at",
                "ends_at|[]|ends_at",
                "ends_at|\"tomorrow\"|ends_at",
                "ends_at|\"2026-01-31T11:59:59Z\"|ends_at",
                "ends_at|\"2026-01-31T12:00:00Z\"|ends_at",
                "ends_at|\"2026-02-30T12:00:00Z\"|ends_at",
                "ends_at|\"2036-01-31T12:00:01Z\"|ends_at",
                "ends_at|1|ends_at",
                "ends_at|-1|ends_at",
                "ends_at|1e999|ends_at",
                "ends_at|1769864400000|ends_at",
                "starts_at|\"2026-01-31T13:00:00Z\"|starts_at",
                "starts_at|\"2026-01-31T14:00:00Z\"|starts_at",
                "starts_at|1769857200000|starts_at",
                "starts_at|false|starts_at",
                "who|null|who",
                "who|\" \"|who",
                "who|7|who",
                "who|[\"ann\"]|who",
                "note|7|note",
                "note|{}|note",
                "endsat|\"2026-01-31T13:00:00Z\"|endsat",
                "id|\"mine\"|id",
            })
    void post_whatCannotApply_isRefusedWithTheKey(String key, String json, String field) {
        Answered answer = with(key, json);
        assertThat(answer.status()).as(answer.body()).isEqualTo(400);
        assertThat(answer.errorFields()).as(answer.body()).containsExactly(field);
        assertThat(fixture.get("/silences").json()).isEmpty();
    }

    @Test
    void post_muchWrong_namesEveryKeyWithTheNearestName() {
        Answered answer = fixture.post(
                "/silences", "{\"matcher\":{},\"matchers\":{\"sevrity\":\"x\"},\"ends_at\":1769864400000,\"note\":1}");
        assertThat(answer.errorFields())
                .containsExactlyInAnyOrder("matcher", "matchers.sevrity", "ends_at", "who", "note");
        assertThat(answer.body()).contains("did you mean \\\"matchers\\\"", "severity", "milliseconds");
        assertThat(fixture.post("/silences", "[]").errorFields()).contains("");
    }

    @ParameterizedTest
    @CsvSource({
        "\"2026-01-31T13:00:00Z\", 2026-01-31T13:00:00Z",
        "\"2026-01-31T13:00:00\", 2026-01-31T13:00:00Z",
        "\"2026-01-31 15:00:00+02:00\", 2026-01-31T13:00:00Z",
        "\"20260131T150000+0200\", 2026-01-31T13:00:00Z",
        "\"2026-01-31T13:00:00.25z\", 2026-01-31T13:00:00.250Z",
        "1769864400, 2026-01-31T13:00:00Z",
        "1769864400.5, 2026-01-31T13:00:00.500Z",
        "\"2036-01-31T12:00:00Z\", 2036-01-31T12:00:00Z",
    })
    void post_timesInAnyForm_areTaken(String given, String read) {
        Answered answer = with("ends_at", given);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("ends_at").asText()).isEqualTo(read);
        assertThat(answer.json().path("starts_at").asText()).isEqualTo(NOW.toString());
        assertThat(fixture.processor.silences().list()).hasSize(1);
    }

    @Test
    void post_patternsLabelsAndANullNote_areTaken() {
        ObjectNode silence = silence().putNull("note").put("starts_at", "2026-01-31T12:30:00Z");
        silence.putObject("matchers")
                .put("severity", "crit*")
                .put("label.team", "blue")
                .put("rule_id", "*");
        Answered answer = post(silence);
        assertThat(answer.status()).as(answer.body()).isEqualTo(201);
        assertThat(answer.json().path("matchers")).hasSize(3);
        String path = "/silences/" + answer.json().path("id").asText();
        assertThat(fixture.delete(path).status()).isEqualTo(204);
    }
}
