// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.ManualTimeSource;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Severity;
import io.arxsvgx.telemetry.web.WebFixture;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the samples of the last seconds, under a manual clock. */
class OverviewSamplerTest {
    private final ManualTimeSource time = TimeSource.manual(Instant.parse("2026-01-31T12:00:00.5Z"));
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder().timeSource(time).bufferSize(16).build())
            .callerDriven()
            .build();
    private final OverviewSampler overview = new OverviewSampler(processor);

    @AfterEach
    void close() {
        overview.stop();
        processor.close();
    }

    private void ingest(int count, double value) {
        for (int i = 0; i < count; i++) {
            processor.ingest(TelemetryEvent.of("pump", "temperature", value));
        }
        processor.runOnce();
    }

    private OverviewSample afterASecond() {
        time.advance(Duration.ofSeconds(1));
        processor.runOnce();
        return overview.sample();
    }

    @Test
    void sample_eachSecond_tellsWhatHappenedInIt() {
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80)
                .severity(Severity.CRITICAL)
                .build());
        processor.start();
        ingest(5, 70);
        overview.begin();
        ingest(10, 90);
        OverviewSample first = afterASecond();
        assertThat(first.eventsPerSecond()).isEqualTo(10);
        assertThat(first.time())
                .isEqualTo(Instant.parse("2026-01-31T12:00:01.5Z").toEpochMilli() / 1e3);
        assertThat(first.dropped()).isEmpty();
        assertThat(first.activeAlerts())
                .isEqualTo(Map.of(Severity.INFO, 0L, Severity.WARNING, 0L, Severity.CRITICAL, 1L));
        for (int i = 0; i < 20; i++) {
            processor.ingest(TelemetryEvent.of("pump", "temperature", 70));
        }
        OverviewSample second = afterASecond();
        assertThat(second.dropped()).isEqualTo(Map.of("buffer_full", 4L));
        assertThat(second.eventsPerSecond()).isEqualTo(16);
        assertThat(second.activeAlerts().get(Severity.CRITICAL)).isZero();
        assertThat(afterASecond().eventsPerSecond()).isZero();
        assertThat(overview.samples()).hasSize(3).startsWith(first, second);
    }

    @Test
    void sample_silencedAndAcknowledgedAlerts_areCountedAsSuch() {
        processor.addAlertRule(AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80)
                .build());
        processor.start();
        for (String source : new String[] {"a", "b", "c"}) {
            processor.ingest(TelemetryEvent.of(source, "temperature", 90));
        }
        assertThat(afterASecond().alertMarks()).isEqualTo(new AlertMarks(0, 0, 0, 3));
        processor.silence(
                new Silence("s", Map.of("source", "a"), time.now(), time.now().plusSeconds(3_600), "ann", ""));
        for (Alert alert : processor.alerts().firing()) {
            if (!alert.source().equals("c")) {
                processor.alerts().acknowledge(alert.id(), "ann", "");
            }
        }
        assertThat(afterASecond().alertMarks()).isEqualTo(new AlertMarks(1, 2, 0, 1));
        time.advance(Duration.ofMinutes(10));
        assertThat(afterASecond().alertMarks()).isEqualTo(new AlertMarks(1, 2, 3, 0));
    }

    @Test
    void sample_waitingEvents_areTheBuffersShare() {
        overview.begin();
        for (int i = 0; i < 8; i++) {
            processor.ingest(TelemetryEvent.of("pump", "temperature", 70));
        }
        time.advance(Duration.ofMillis(500));
        assertThat(overview.sample().bufferUtilization()).isEqualTo(0.5);
    }

    @Test
    void points_moreThanAreKept_areTheNewest() {
        for (int i = 0; i < OverviewSampler.MAX_SAMPLES + 7; i++) {
            afterASecond();
        }
        assertThat(overview.samples()).hasSize(OverviewSampler.MAX_SAMPLES);
        assertThat(overview.samples().get(0).time())
                .isEqualTo(Instant.parse("2026-01-31T12:00:08.5Z").toEpochMilli() / 1e3);
    }

    @Test
    void write_point_hasEverySeverity() {
        JsonCodec json = new JsonCodec(JsonLimits.defaults());
        JsonNode point = json.read(json.text(afterASecond()::write));
        assertThat(point.path("active_alerts").toString()).isEqualTo("{\"info\":0,\"warning\":0,\"critical\":0}");
        assertThat(point.path("time").isNumber()).isTrue();
        assertThat(point.path("latency_p99").isNumber()).isTrue();
    }

    @Test
    void ticker_onlyWhileAServerListens() {
        assertThat(tickers()).isZero();
        try (WebFixture fixture = new WebFixture().start()) {
            assertThat(tickers()).isEqualTo(1);
            assertThat(fixture.get("/dashboard/history").json().path("interval").asDouble())
                    .isEqualTo(1);
            fixture.stopApplication();
            org.awaitility.Awaitility.await().until(() -> tickers() == 0);
            fixture.startApplication();
            org.awaitility.Awaitility.await()
                    .atMost(WebFixture.LONG)
                    .until(() -> !fixture.get("/dashboard/history")
                            .json()
                            .path("points")
                            .isEmpty());
        }
    }

    private static long tickers() {
        Set<Thread> threads = Thread.getAllStackTraces().keySet();
        return threads.stream()
                .filter(thread -> thread.getName().equals("telemetry-overview"))
                .collect(Collectors.counting());
    }
}
