// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.FailureType;
import io.arxsvgx.telemetry.pattern.MaintenanceAlert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/**
 * Tests of the findings in one series of one value per second, with a round each second. The clock of the budget stands
 * still.
 */
class FailureDetectionTest {
    private final Scene scene = new Scene();
    private final Random random = new Random(1);
    private final FailureDetection detection =
            FailureDetection.builder().nanoTime(() -> 0).build();

    private void run(int seconds, IntToDoubleFunction value) {
        run("pump", "flow", seconds, value);
    }

    private void run(String source, String type, int seconds, IntToDoubleFunction value) {
        for (int i = 0; i < seconds; i++) {
            scene.tick().value(source, type, value.applyAsDouble(i));
            detection.detect(scene);
        }
    }

    @Test
    void detect_noise_findsNothing() {
        run(600, i -> 50 + random.nextGaussian());

        assertThat(scene.patterns).isEmpty();
        assertThat(scene.risks.get("pump").risk()).isZero();
    }

    @Test
    void detect_levelShift_isReportedOnceAndClosed() {
        run(150, i -> 50 + random.nextGaussian());
        run(150, i -> 58 + random.nextGaussian());

        List<FailurePattern> changes = scene.byMethod("windowed likelihood ratio");
        assertThat(changes.stream().map(FailurePattern::patternId).distinct()).hasSize(1);
        FailurePattern first = changes.get(0);
        assertThat(first.failureType()).isEqualTo(FailureType.ANOMALY);
        assertThat(first.endsAt()).isNull();
        assertThat(first.confidence()).isGreaterThan(0.8);
        assertThat(first.metadata()).containsEntry("change", "level").containsKeys("values", "span_seconds");
        assertThat(changes.get(changes.size() - 1).endsAt()).isNotNull();
    }

    @Test
    void detect_risingValues_areATrend() {
        run(120, i -> 20 + 0.1 * i + random.nextGaussian());

        FailurePattern trend = scene.byMethod("mann-kendall").get(0);
        assertThat(trend.failureType()).isEqualTo(FailureType.TREND);
        assertThat(trend.description()).contains("rises");
        assertThat((double) trend.metadata().get("slope_low")).isPositive();
    }

    @Test
    void detect_slowDrift_isCumulative() {
        run(220, i -> 50 + random.nextGaussian());
        run(200, i -> 50 + 0.01 * i + random.nextGaussian());

        assertThat(scene.byMethod("cusum"))
                .first()
                .satisfies(drift -> assertThat(drift.failureType()).isEqualTo(FailureType.CUMULATIVE));
    }

    @Test
    void detect_burst_isAnAnomaly() {
        run(100, i -> 50 + random.nextGaussian());
        run(6, i -> i % 2 == 0 ? 90 : 50);

        assertThat(scene.byMethod("ranks and tail of the distances"))
                .first()
                .satisfies(burst -> assertThat(burst.metadata()).containsEntry("unusual", 3L));
    }

    @Test
    void detect_failuresByStatus_areHeldAgainstTheirPast() {
        for (int i = 0; i < 300; i++) {
            scene.tick();
            if (i > 250 && i % 2 == 0) {
                scene.failure("pump", "call", 1 + random.nextGaussian());
            } else {
                scene.value("pump", "call", 1 + random.nextGaussian());
            }
            detection.detect(scene);
        }

        FailurePattern found = scene.byMethod("binomial score").get(0);
        assertThat((double) found.metadata().get("failure_rate")).isGreaterThan(0.1);
    }

    @Test
    void detect_departureFromTheSeason_isSeasonal() {
        IntToDoubleFunction season = i -> 10 * Math.sin(2 * Math.PI * i / 24) + 0.2 * random.nextGaussian();
        run(240, season);
        assertThat(scene.byMethod("classical decomposition")).isEmpty();

        run(8, i -> season.applyAsDouble(i) + 6);

        assertThat(scene.byMethod("classical decomposition"))
                .first()
                .satisfies(found -> assertThat(found.metadata()).containsEntry("period_seconds", 24.0));
    }

    @Test
    void detect_flappingAboutALimit_isAThresholdPattern() {
        scene.above("flow", 60);
        run(120, i -> (i % 20 < 3 ? 70 : 50) + random.nextGaussian());

        FailurePattern found = scene.byMethod("episodes of breach").get(0);
        assertThat(found.failureType()).isEqualTo(FailureType.THRESHOLD);
        assertThat(found.metadata()).containsEntry("rule_id", "high_flow");
    }

    @Test
    void detect_wear_tellsWhenItCrossesTheLimit() {
        scene.above("flow", 100);
        run(200, i -> 20 + 0.2 * i + random.nextGaussian());

        FailurePattern wear = scene.byMethod("time to limit").get(0);
        assertThat(wear.failureType()).isEqualTo(FailureType.CUMULATIVE);
        assertThat(wear.metadata()).containsEntry("component", "pump").containsKey("recommended_actions");
        MaintenanceAlert alert = detection.maintenance().get(0);
        assertThat(alert.predictedFailure())
                .isBetween(Instant.parse("2026-01-01T00:06:00Z"), Instant.parse("2026-01-01T00:07:20Z"));
        assertThat(scene.risks.get("pump").risk()).isPositive();
        assertThat(scene.risks.get("pump").recommendations()).isNotEmpty();
    }

    @Test
    void detect_wearBelowLevels_tellsWhenItCrossesTheHighestSeverity() {
        scene.rule(levelled(">", 70, 100));
        run(200, i -> 20 + 0.2 * i + random.nextGaussian());

        assertThat(scene.byMethod("time to limit"))
                .isNotEmpty()
                .allSatisfy(wear -> assertThat(wear.metadata()).containsEntry("limit", 100.0));
        assertThat(detection.maintenance())
                .singleElement()
                .satisfies(alert -> assertThat(alert.predictedFailure())
                        .isBetween(Instant.parse("2026-01-01T00:06:00Z"), Instant.parse("2026-01-01T00:07:20Z")));
        assertThat(scene.risks.get("pump").risk()).isPositive();
    }

    @Test
    void detect_wearBeyondALevel_stillTellsWhenItCrossesTheHighestSeverity() {
        scene.rule(levelled("<", 95, 20));
        run(200, i -> 100 - 0.2 * i + random.nextGaussian());

        assertThat(detection.maintenance())
                .singleElement()
                .satisfies(alert -> assertThat(alert.description()).contains("will cross 20 "));
    }

    @Test
    void detect_flappingAboutTheLowestLevel_isAThresholdPattern() {
        scene.rule(levelled(">", 60, 90));
        run(120, i -> (i % 20 < 3 ? 70 : 50) + random.nextGaussian());

        assertThat(scene.byMethod("episodes of breach").get(0).metadata()).containsEntry("limit", 60.0);
    }

    @Test
    void detect_shapeBeforeTheHighestSeverity_isKnownAgainBeyondALevel() {
        scene.rule(levelled(">", 30, 80));
        run(200, this::failing);
        scene.patterns.clear();
        run(192, this::failing);

        assertThat(scene.byMethod("correlation with stretches before failures")).isNotEmpty();
    }

    private static AlertRule.Builder levelled(String operator, double warning, double critical) {
        return AlertRule.builder("levelled_flow")
                .condition("threshold")
                .parameter("field", "flow")
                .parameter("operator", operator)
                .parameter(
                        "levels",
                        List.of(
                                Map.of("severity", "critical", "value", critical),
                                Map.of("severity", "warning", "value", warning)));
    }

    @Test
    void detect_heavyTails_raiseNoAlert() {
        run("pump", "bytes", 900, i -> Math.pow(1 - random.nextDouble(), -1 / 1.5));
        run("pump", "millis", 900, i -> Math.exp(1.5 * random.nextGaussian()));

        assertThat(scene.patterns)
                .filteredOn(pattern -> pattern.confidence() > 0.8)
                .isEmpty();
    }

    @Test
    void detect_fewHugeValuesFirst_areNoTrend() {
        run(200, i -> (i < 4 ? 1e6 : 500) + 50 * random.nextGaussian());

        assertThat(scene.byMethod("mann-kendall")).isEmpty();
    }

    @Test
    void detect_riseInOneHalfOnly_isNoTrend() {
        run(200, i -> (i < 100 ? 0.2 * i : 40 - 0.2 * i) + random.nextGaussian());

        assertThat(scene.byMethod("mann-kendall"))
                .allSatisfy(trend ->
                        assertThat((int) trend.metadata().get("values")).isLessThan(150));
    }

    @Test
    void detect_counter_isNoTrend() {
        int[] count = {0};
        run(300, i -> count[0] += random.nextInt(3));

        assertThat(scene.byMethod("mann-kendall")).isEmpty();
    }

    /** Runs a series of noise with the same shape every 90 seconds. */
    private void runWithShapes() {
        IntToDoubleFunction shapes = i -> {
            int age = i % 90;
            return (age > 60 && age < 85 ? 20 * Math.sin((age - 60) * (age - 60) / 60.0) : 0) + random.nextGaussian();
        };
        run(90 + 86, shapes);
    }

    @Test
    void detect_motif_isKnowledgeThatRaisesNoAlert() {
        runWithShapes();

        assertThat(scene.byMethod("matrix profile"))
                .allSatisfy(motif -> assertThat(motif.severity()).isZero());
    }

    @Test
    void detect_sparseSpikes_areNoShape() {
        run(500, i -> i % 83 == 7 ? 40 + random.nextInt(30) : random.nextGaussian());

        assertThat(scene.byMethod("matrix profile")).isEmpty();
    }

    @Test
    void detect_statusThatHasAlwaysBeen_isNoRise() {
        for (int i = 0; i < 400; i++) {
            scene.tick().failure("pump", "call", random.nextGaussian());
            detection.detect(scene);
        }

        assertThat(scene.byMethod("binomial score")).isEmpty();
    }

    @Test
    void detect_valuesFasterThanThePace_areTakenTogether() {
        scene.value("pump", "flow", 0, 0);
        for (int i = 0; i < 60; i++) {
            scene.tick();
            for (int part = 0; part < 20; part++) {
                scene.value(
                        "pump",
                        "flow",
                        0.01 * (20 * i + part) + random.nextGaussian(),
                        (40 + i) * 1_000_000_000L + part * 50_000_000L);
            }
            detection.detect(scene);
        }

        assertThat(scene.byMethod("mann-kendall"))
                .isNotEmpty()
                .allSatisfy(trend -> assertThat((double) trend.metadata().get("span_seconds"))
                        .isGreaterThan(10));
    }

    @Test
    void detect_allAtOnce_isLookedAtToo() {
        for (int i = 0; i < 300; i++) {
            scene.value("pump", "flow", 0.1 * i + random.nextGaussian(), i * 10_000L);
        }
        scene.tick();
        detection.detect(scene);

        assertThat(scene.byMethod("mann-kendall")).isNotEmpty();
        assertThat(detection.forecasts()).isNotEmpty();
    }

    @Test
    void detect_pattern_saysByWhichDetector() {
        run(120, i -> 20 + 0.1 * i + random.nextGaussian());

        assertThat(scene.byMethod("mann-kendall").get(0).metadata()).containsEntry("detector", "trend");
    }

    @Test
    void detect_shapeBeforeAnEarlierFailure_isKnownAgain() {
        scene.above("flow", 80);
        run(200, this::failing);
        scene.patterns.clear();
        run(192, this::failing);

        assertThat(scene.byMethod("correlation with stretches before failures"))
                .first()
                .satisfies(found -> assertThat(found.failureType()).isEqualTo(FailureType.PATTERN));
    }

    /** Returns a value that fails every 200 values, after a wave. */
    private double failing(int i) {
        int age = i % 200;
        double omen = age >= 160 && age < 190 ? 15 * Math.sin((age - 160) / 3.0) : 0;
        return (age >= 192 ? 90 : 50) + omen + random.nextGaussian();
    }

    @Test
    void detect_strikingShape_isKnownAgain() {
        runWithShapes();

        assertThat(scene.byMethod("matrix profile"))
                .first()
                .satisfies(found ->
                        assertThat((long) found.metadata().get("values_apart")).isBetween(88L, 92L));
    }

    @Test
    void detect_forecasts_areAmongTheAnalyticsAndOnRequest() {
        run(120, i -> 10 * Math.sin(2 * Math.PI * i / 12));

        assertThat(detection.forecast("pump", "flow", 12)).hasValueSatisfying(forecast -> {
            assertThat(forecast.steps()).hasSize(12);
            assertThat(forecast.steps().get(0).value()).isCloseTo(0, offset(0.5));
            assertThat(forecast.steps().get(0).at()).isEqualTo(scene.now().plusSeconds(1));
        });
        assertThat(detection.forecasts()).hasSize(1);
        assertThat(scene.analytics.get("flow").get("forecasts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .hasSize(1);
    }

    @Test
    void detect_seriesForgotten_endsItsPatterns() {
        run(120, i -> 20 + 0.1 * i + random.nextGaussian());
        String id = scene.patterns.get(0).patternId();

        scene.forget("pump", "flow");
        scene.tick();
        detection.detect(scene);

        assertThat(scene.patterns)
                .filteredOn(pattern -> pattern.patternId().equals(id) && pattern.endsAt() != null)
                .hasSize(1);
        assertThat(detection.progress().series()).isZero();
    }
}
