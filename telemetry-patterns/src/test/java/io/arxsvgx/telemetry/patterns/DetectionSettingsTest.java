// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.data.Offset.offset;

import io.arxsvgx.telemetry.pattern.RiskAssessment;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** Tests of the budget, the limits and the risk factors that a host sets. */
class DetectionSettingsTest {
    private final Scene scene = new Scene();
    private final Random random = new Random(1);

    @Test
    void detect_noTime_takesTurnsAndSaysHowFarBehind() {
        AtomicLong time = new AtomicLong();
        FailureDetection slow = FailureDetection.builder()
                .budget(0.001)
                .nanoTime(() -> time.addAndGet(1_000_000))
                .build();
        for (int i = 0; i < 40; i++) {
            scene.tick();
            for (int s = 0; s < 20; s++) {
                scene.value("s" + s, "flow", random.nextGaussian());
            }
            slow.detect(scene);
        }

        DetectionProgress progress = slow.progress();
        assertThat(progress.behindSeries()).isPositive();
        assertThat(progress.behindSeconds()).isPositive();
        assertThat(progress.looks()).isGreaterThanOrEqualTo(40);
        assertThat(slow.forecasts()).hasSize(20);
        assertThat(scene.analytics).containsKey("failure_detection");
    }

    @Test
    void detect_takingUpCostsMoreThanItsShare_leavesRoundsOut() {
        AtomicLong time = new AtomicLong();
        FailureDetection slow =
                FailureDetection.builder().budget(0.05).nanoTime(time::get).build();
        scene.onSeries(() -> time.addAndGet(100_000_000));
        for (int i = 0; i < 1_000; i++) {
            scene.tick().value("pump", "flow", i);

            slow.detect(scene);
        }

        // a tenth of a second for each round, a twentieth of each second: one round in two
        assertThat(slow.progress().rounds()).isBetween(500L, 510L);
        assertThat(slow.progress().values() + slow.progress().missedValues()).isBetween(999L, 1_000L);
    }

    @Test
    void detect_moreSeriesThanFullStates_keepsTheMostActive() {
        FailureDetection small =
                FailureDetection.builder().fullSeries(1).nanoTime(() -> 0).build();
        for (int i = 0; i < 60; i++) {
            scene.tick();
            if (i % 10 == 0) {
                scene.value("slow", "flow", i);
            }
            scene.value("busy", "flow", i);
            small.detect(scene);
        }

        assertThat(small.progress().series()).isEqualTo(2);
        assertThat(small.progress().fullSeries()).isEqualTo(1);
        assertThat(small.forecasts())
                .allSatisfy(forecast -> assertThat(forecast.source()).isEqualTo("busy"));
    }

    @Test
    void detect_hostsFactors_areWeighed() {
        FailureDetection informed = FailureDetection.builder()
                .riskFactors(component -> Map.of("age", 1.0, "usage", 0.5))
                .nanoTime(() -> 0)
                .build();
        scene.tick().value("pump", "flow", 1);
        informed.detect(scene);

        RiskAssessment risk = scene.risks.get("pump");
        assertThat(risk.risk()).isCloseTo((0.30 + 0.125) / 0.65, offset(1e-9));
        assertThat(risk.recommendations()).anyMatch(advice -> advice.contains("replacement"));
    }

    @Test
    void detect_hostsFactorsThrow_isContained() {
        FailureDetection faulty = FailureDetection.builder()
                .riskFactors(component -> {
                    throw new IllegalStateException("as scripted");
                })
                .build();
        scene.tick().value("pump", "flow", 1);

        assertThatThrownBy(() -> faulty.detect(scene)).hasMessage("as scripted");
        assertThat(faulty.progress().faults()).isEqualTo(1);
        assertThat(scene.analytics).containsKey("flow");
    }

    @Test
    void builder_outOfRange_isRefused() {
        assertThatThrownBy(() -> FailureDetection.builder().budget(0))
                .hasMessageContaining("budget: expected more than 0 and at most 1, got 0");
        assertThatThrownBy(() -> FailureDetection.builder().pace(Duration.ofMillis(-1)))
                .hasMessageContaining("got PT-0.001S");
        assertThatThrownBy(() -> FailureDetection.builder().fullSeries(0)).hasMessageContaining("1 to 100000");
        assertThatThrownBy(() -> FailureDetection.builder().build().forecast("a", "b", 0))
                .hasMessageContaining("steps: expected 1 to 1000, got 0");
    }
}
