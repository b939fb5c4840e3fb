// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** A trial of a rule with failure detection on the class path. */
class TrialTest {
    private static String tryRule(LiveServer live) throws IOException, InterruptedException {
        String rule = "{\"rule\":{\"rule_id\":\"high\",\"condition\":\"threshold\",\"parameters\":"
                + "{\"field\":\"level\",\"operator\":\">\",\"value\":900}}}";
        HttpRequest request = HttpRequest.newBuilder(URI.create(live.address() + "/rules/try"))
                .POST(HttpRequest.BodyPublishers.ofString(rule))
                .build();
        HttpResponse<String> answer =
                HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString(UTF_8));
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    @Test
    void try_overATrendThatDetectionWouldReport_showsTheRulesAlertsAlone() throws IOException, InterruptedException {
        assertThat(ServiceLoader.load(PatternDetector.class)).isNotEmpty();
        try (LiveServer live = new LiveServer().start()) {
            Instant begin = Instant.now().minusSeconds(50_000);
            TelemetrySeries series = live.processor.series("tank", "level");
            for (int i = 0; i < 1_000; i++) {
                series.record(i + 0.3 * (i % 3), begin.plusSeconds(50L * i));
            }
            live.flush();

            String first = tryRule(live);

            assertThat(first).contains("\"alerts_fired\":1").doesNotContain("pattern_detected");
            for (int i = 0; i < 20; i++) {
                assertThat(tryRule(live)).isEqualTo(first);
            }
        }
    }
}
