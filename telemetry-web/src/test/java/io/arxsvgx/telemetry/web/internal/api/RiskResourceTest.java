// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.pattern.DetectionContext;
import io.arxsvgx.telemetry.pattern.PatternDetector;
import io.arxsvgx.telemetry.pattern.RiskAssessment;
import io.arxsvgx.telemetry.web.TestSettings;
import io.arxsvgx.telemetry.web.WebFixture;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the risk of components and of the progress of failure detection in the API. */
class RiskResourceTest {
    /** A detector that reports two components and its own delay. */
    private static final class Assessor implements PatternDetector {
        @Override
        public String name() {
            return "failure_detection";
        }

        @Override
        public void detect(DetectionContext context) {
            context.report(new RiskAssessment("fan", 0.2, Map.of("age", 0.2), List.of(), context.now()));
            context.report(new RiskAssessment("pump", 0.7, Map.of("age", 0.7), List.of("look"), context.now()));
            context.report(name(), Map.of("behind_seconds", 1.5));
        }
    }

    @Test
    void risk_ofComponents_isListedTheLikeliestFirstWithItsHistory() {
        try (WebFixture fixture = new WebFixture()
                .config(TelemetryConfig.builder().processingInterval(Duration.ofMillis(50)))
                .settings(TestSettings.builder())
                .detectors(new Assessor())
                .start()) {
            await().until(() -> fixture.get("/risk?component=pump")
                            .json()
                            .path(0)
                            .path("history")
                            .size()
                    > 1);

            JsonNode all = fixture.get("/risk").json();
            assertThat(all).hasSize(2);
            assertThat(all.path(0).path("component").asText()).isEqualTo("pump");
            assertThat(all.path(0).path("recommendations").path(0).asText()).isEqualTo("look");
            assertThat(all.path(0).path("history").path(0).path("risk").asDouble())
                    .isEqualTo(0.7);
            assertThat(fixture.get("/risk?component=none").json()).isEmpty();
            assertThat(fixture.get("/risk?limit=1").json()).hasSize(1);
            assertThat(fixture.get("/metrics").body()).contains("telemetry_detection_behind_seconds 1.5");
        }
    }
}
