// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.server.internal.websocket;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/**
 * Tests of the values that a client receives of the series it watches: each value once, in order, and a gap if some are
 * lost.
 */
class SeriesSubscriptionTest {
    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    @AutoClose
    private final TelemetryProcessor processor = TelemetryProcessor.builder()
            .config(TelemetryConfig.builder()
                    .bufferSize(4_096)
                    .maxHistorySize(64)
                    .build())
            .callerDriven()
            .build();

    private final SeriesSubscription watched = new SeriesSubscription(processor);
    private int next;

    SeriesSubscriptionTest() {
        processor.start();
    }

    private void ingest(String source, int count) {
        for (int i = 0; i < count; i++) {
            processor.ingest(TelemetryEvent.builder()
                    .timestamp(Instant.parse("2026-01-31T12:00:00.000001Z"))
                    .source(source)
                    .type("t")
                    .value(next++)
                    .build());
        }
        while (processor.runOnce() > 0) {
            // until nothing waits
        }
    }

    private void watch(String... sources) {
        StringBuilder series = new StringBuilder();
        for (String source : sources) {
            series.append(series.length() == 0 ? "" : ",").append("{\"source\":\"" + source + "\",\"type\":\"t\"}");
        }
        watched.watch(JSON.read("[" + series + "]"));
    }

    private static List<Integer> values(JsonNode entry) {
        List<Integer> values = new ArrayList<>();
        entry.path("points").forEach(point -> values.add(point.get(1).asInt()));
        return values;
    }

    private JsonNode news() {
        String news = watched.news(JSON);
        return news == null ? JSON.read("[]") : JSON.read(news).path("data");
    }

    @Test
    void news_whereARuleTellsLevels_hasThem() {
        processor.addAlertRule(AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "t")
                .build());
        ingest("a", 10);
        watch("a");
        ingest("a", 3);
        JsonNode points = news().get(0).path("points");
        assertThat(points).hasSize(3);
        points.forEach(point -> {
            assertThat(point).hasSize(3);
            assertThat(point.get(2).asDouble()).isBetween(0.0, 1.0);
        });
    }

    @Test
    void news_sinceTheWatch_isEveryValueOnce() {
        ingest("a", 3);
        watch("a");
        assertThat(watched.news(JSON)).isNull();
        ingest("a", 2);
        ingest("b", 1);
        JsonNode news = news();
        assertThat(news).hasSize(1);
        assertThat(news.get(0).path("source").asText()).isEqualTo("a");
        assertThat(news.get(0).path("type").asText()).isEqualTo("t");
        assertThat(news.get(0).has("gap")).isFalse();
        assertThat(news.get(0).path("points").toString())
                .isEqualTo("[[1.769860800000001E9,3.0],[1.769860800000001E9,4.0]]");
        assertThat(watched.news(JSON)).isNull();
    }

    @Test
    void news_ofASeriesThatComesLater_beginsWithItsFirst() {
        watch("a");
        ingest("a", 2);
        assertThat(values(news().get(0))).containsExactly(0, 1);
    }

    @Test
    void news_afterTheRingWasOverwritten_saysThatThereIsAGap() {
        watch("a");
        ingest("a", 200);
        JsonNode one = news().get(0);
        assertThat(one.path("gap").asBoolean()).isTrue();
        assertThat(values(one)).endsWith(198, 199).hasSizeLessThan(64);
        ingest("a", 1);
        assertThat(news().get(0).has("gap")).isFalse();
    }

    @Test
    void watch_again_goesOnWithWhatWasWatched() {
        watch("a", "b");
        ingest("a", 1);
        ingest("b", 1);
        watch("a", "c", "a");
        ingest("c", 1);
        JsonNode news = news();
        assertThat(news).hasSize(2);
        assertThat(values(news.get(0))).containsExactly(0);
        assertThat(values(news.get(1))).containsExactly(2);
        assertThat(JSON.read(watched.confirmation(JSON)).path("series")).hasSize(2);
        watch();
        ingest("a", 1);
        assertThat(watched.news(JSON)).isNull();
    }

    @Test
    void news_moreThanOneMessageHolds_comesWithTheNextAndKeepsNobodyWaiting() {
        watch("a", "b");
        ingest("a", 10);
        ingest("b", 4);
        List<List<Integer>> sent = new ArrayList<>();
        for (String news = watched.news(JSON, 5); news != null; news = watched.news(JSON, 5)) {
            JSON.read(news).path("data").forEach(entry -> sent.add(values(entry)));
        }
        assertThat(sent)
                .containsExactly(List.of(0, 1, 2, 3, 4), List.of(10, 11, 12, 13), List.of(5), List.of(6, 7, 8, 9));
    }

    @Test
    void news_atAnyMoments_isWhatCame() {
        Random random = new Random(7);
        watch("a");
        List<Integer> sent = new ArrayList<>();
        while (next < 2_000) {
            ingest("a", random.nextInt(8));
            if (random.nextInt(3) == 0 || next - sent.size() > 20) {
                news().forEach(entry -> sent.addAll(values(entry)));
            }
        }
        news().forEach(entry -> sent.addAll(values(entry)));
        assertThat(sent).hasSize(next);
        for (int i = 0; i < next; i++) {
            assertThat(sent.get(i)).isEqualTo(i);
        }
    }

    @Test
    void watch_wrong_isRefusedAndWhatThereWasStays() {
        watch("a");
        StringBuilder many = new StringBuilder("[");
        for (int i = 0; i <= SeriesSubscription.MAX_SERIES; i++) {
            many.append(i == 0 ? "" : ",").append("{\"source\":\"s" + i + "\",\"type\":\"t\"}");
        }
        for (String wrong : List.of(
                "{}",
                "[7]",
                "[{\"source\":\"a\"}]",
                "[{\"source\":\"\",\"type\":\"t\"}]",
                "[{\"source\":\"a\",\"type\":\"" + "t".repeat(1_001) + "\"}]",
                many + "]")) {
            assertThatThrownBy(() -> watched.watch(JSON.read(wrong))).isInstanceOf(InvalidMessageException.class);
        }
        ingest("a", 1);
        assertThat(news()).hasSize(1);
    }
}
