// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.web.WebFixture;
import io.arxsvgx.telemetry.web.WebFixture.Answered;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of the list of series and its filters. */
class SeriesResourceTest {
    @AutoClose
    private final WebFixture fixture = new WebFixture().start();

    private void ingest(String source, String type, int values) {
        for (int i = 0; i < values; i++) {
            fixture.processor.ingest(TelemetryEvent.of(source, type, i));
        }
        fixture.flush();
    }

    private List<String> found(String query) {
        List<String> names = new ArrayList<>();
        fixture.get("/series" + query)
                .json()
                .forEach(series -> names.add(series.path("source").asText() + "/"
                        + series.path("type").asText()));
        return names;
    }

    @Test
    void list_filters_narrowIt() {
        ingest("Pump_1", "temperature", 1);
        ingest("pump_2", "pressure", 1);
        ingest("fan", "temperature", 1);
        assertThat(found("")).containsExactly("pump_2/pressure", "Pump_1/temperature", "fan/temperature");
        assertThat(found("?text=PUMP")).containsExactly("pump_2/pressure", "Pump_1/temperature");
        assertThat(found("?text=temp%20pump")).containsExactly("Pump_1/temperature");
        assertThat(found("?text=%20")).hasSize(3);
        assertThat(found("?type=temperature&source=fan")).containsExactly("fan/temperature");
        assertThat(found("?limit=1")).containsExactly("pump_2/pressure");
        assertThat(found("?limit=0")).isEmpty();
        assertThat(fixture.get("/series?limit=-1").status()).isEqualTo(400);
    }

    @Test
    void list_patterns_matchAnyText() {
        ingest("pump_1", "temperature", 1);
        ingest("pump_2", "pressure", 1);
        ingest("fan", "temperature", 1);
        assertThat(found("?source=pump_*")).containsExactlyInAnyOrder("pump_1/temperature", "pump_2/pressure");
        assertThat(found("?source=*&type=temp*")).containsExactlyInAnyOrder("pump_1/temperature", "fan/temperature");
        assertThat(found("?source=pump")).isEmpty();
        assertThat(found("?text=PUMP_*%20press")).containsExactly("pump_2/pressure");
        assertThat(found("?text=p*1")).containsExactly("pump_1/temperature");
        assertThat(found("?text=*")).hasSize(3);
    }

    @Test
    void list_entry_tellsHowManyValuesAreKept() {
        ingest("a", "t", 5);
        JsonNode one = fixture.get("/series").json().get(0);
        assertThat(one.path("values").asInt()).isEqualTo(5);
        assertThat(one.path("last_value").asInt()).isEqualTo(4);
        assertThat(fixture.get("/series/history?source=a&type=t").json()).hasSize(5);
        ingest("a", "t", 500);
        int kept = fixture.get("/series").json().get(0).path("values").asInt();
        assertThat(fixture.get("/series/history?source=a&type=t&limit=10000").json())
                .hasSize(kept);
    }

    @Test
    void history_ofASeriesWithAnAdaptiveRule_hasLevels() {
        ingest("a", "t", 5);
        assertThat(fixture.get("/series").json().get(0).has("last_level")).isFalse();
        assertThat(fixture.get("/series/history?source=a&type=t").json().get(4).has("level"))
                .isFalse();
        fixture.processor.addAlertRule(AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "t")
                .build());
        ingest("a", "t", 50);
        JsonNode history = fixture.get("/series/history?source=a&type=t").json();
        assertThat(history).hasSize(55);
        assertThat(history.get(14).has("level")).as("warming up").isFalse();
        assertThat(history.get(54).path("level").asDouble(-1)).isBetween(0.0, 1.0);
        assertThat(fixture.get("/series").json().get(0).path("last_level"))
                .isEqualTo(history.get(54).path("level"));
    }

    @Test
    void list_tenThousandSeries_isOneCompressedAnswer() throws IOException {
        fixture.config(TelemetryConfig.builder().bufferSize(20_000)).start();
        for (int i = 0; i < 10_000; i++) {
            fixture.processor.ingest(TelemetryEvent.of("sensor_" + i, "temperature", i));
        }
        fixture.flush();
        Answered answer = fixture.send(fixture.request("/series").header("Accept-Encoding", "gzip"));
        assertThat(answer.header("content-encoding")).isEqualTo("gzip");
        String text = new String(
                new GZIPInputStream(new ByteArrayInputStream(answer.bytes())).readAllBytes(),
                java.nio.charset.StandardCharsets.UTF_8);
        assertThat(text.split("last_value", -1)).hasSize(10_001);
        assertThat(found("?text=sensor_777&limit=5")).hasSize(5);
    }
}
