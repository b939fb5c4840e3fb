// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static io.arxsvgx.testsupport.RequestBodies.rule;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.alert.AlertKind;
import io.arxsvgx.telemetry.web.OneShot;
import io.arxsvgx.telemetry.web.WebFixture;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** Tests of what a trial says about each series, and that only the draft fires in it. */
class TrialRangeTest {
    private static final Instant BEGIN = Instant.parse("2026-01-31T12:00:00Z");

    private final OneShot detector = new OneShot();

    @AutoClose
    private final WebFixture fixture = new WebFixture()
            .config(TelemetryConfig.builder()
                    .processingInterval(Duration.ofMillis(20))
                    .alertThreshold(0.5))
            .detectors(detector)
            .start();

    private void ingest(String source, int firstSecond, double... values) {
        for (int i = 0; i < values.length; i++) {
            fixture.processor.series(source, "temperature").record(values[i], BEGIN.plusSeconds(firstSecond + i));
        }
        fixture.flush();
    }

    private JsonNode tried() {
        return fixture.post("/rules/try", "{\"rule\":" + rule("draft") + "}").json();
    }

    @Test
    void ranges_ofEachSeries_areItsOwn() {
        ingest("quiet", 0, 1, 2);
        ingest("hot", 500, 90, 1, 90, 1);
        JsonNode ranges = tried().path("ranges");
        assertThat(ranges).hasSize(2);
        JsonNode hot = ranges.get(0);
        assertThat(hot.path("source").asText()).as("most alerts first").isEqualTo("hot");
        assertThat(hot.path("type").asText()).isEqualTo("temperature");
        assertThat(hot.path("values").asInt()).isEqualTo(4);
        assertThat(hot.path("alerts_fired").asInt()).isEqualTo(2);
        assertThat(hot.path("from").asText()).isEqualTo("2026-01-31T12:08:20Z");
        assertThat(hot.path("to").asText()).isEqualTo("2026-01-31T12:08:23Z");
        JsonNode quiet = ranges.get(1);
        assertThat(quiet.path("alerts_fired").asInt()).isZero();
        assertThat(quiet.path("from").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(quiet.path("to").asText()).isEqualTo("2026-01-31T12:00:01Z");
    }

    @Test
    void ranges_lateValues_beginAtTheOldest() {
        ingest("late", 10, 1, 2);
        ingest("late", 0, 3);
        JsonNode range = tried().path("ranges").get(0);
        assertThat(range.path("from").asText()).isEqualTo("2026-01-31T12:00:00Z");
        assertThat(range.path("to").asText()).isEqualTo("2026-01-31T12:00:11Z");
    }

    @Test
    void ranges_manySeries_areBounded() {
        for (int i = 0; i < TrialRange.MAX_RANGES + 5; i++) {
            fixture.processor.series("s" + i, "temperature").record(i == 1_004 ? 90 : 1, BEGIN);
        }
        fixture.flush();
        JsonNode trial = tried();
        assertThat(trial.path("series").asInt()).isEqualTo(TrialRange.MAX_RANGES + 5);
        assertThat(trial.path("ranges")).hasSize(TrialRange.MAX_RANGES);
        assertThat(trial.path("ranges").get(0).path("source").asText()).isEqualTo("s1004");
    }

    @Test
    void alerts_ofFailureDetection_areNotCounted() {
        ingest("pump", 0, 1, 90, 1);
        detector.report(OneShot.pattern("p", null));
        await().until(() -> fixture.processor.alerts(10).stream().anyMatch(alert -> alert.kind() == AlertKind.PATTERN));
        JsonNode trial = tried();
        assertThat(trial.path("alerts_fired").asInt()).isEqualTo(1);
        assertThat(trial.path("alerts"))
                .hasSize(1)
                .allMatch(alert -> alert.path("rule_id").asText().equals("draft"));
    }

    @Test
    void check_report_answersErrorsWithoutAnErrorStatus() {
        JsonNode wrong = fixture.post("/rules/check?report=true", rule("draft").replace("\">\"", "\"=>\""))
                .json();
        assertThat(wrong.path("status").asText()).isEqualTo("success");
        assertThat(wrong.path("errors").findValuesAsText("field")).containsExactly("parameters.operator");
        JsonNode right = fixture.post("/rules/check?report=true", rule("draft")).json();
        assertThat(right.path("errors")).isEmpty();
        assertThat(fixture.post("/rules/check?report=yes", rule("draft")).status())
                .isEqualTo(400);
        assertThat(fixture.post("/rules/check?report=false", "{}").status()).isEqualTo(400);
        assertThat(fixture.post("/rules/check?report=true", "7").json().path("errors"))
                .hasSize(1);
    }
}
