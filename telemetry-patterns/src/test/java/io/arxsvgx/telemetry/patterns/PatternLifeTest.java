// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Tests of how long patterns last and how often they are reported, with a value and a round each second. */
class PatternLifeTest {
    private final Scene scene = new Scene();
    private final Random random = new Random(1);
    private final FailureDetection detection =
            FailureDetection.builder().nanoTime(() -> 0).build();

    private void run(int seconds, IntToDoubleFunction value) {
        for (int i = 0; i < seconds; i++) {
            scene.tick().value("pump", "flow", value.applyAsDouble(i));
            detection.detect(scene);
        }
    }

    private void silence(int seconds) {
        for (int i = 0; i < seconds; i++) {
            scene.tick();
            detection.detect(scene);
        }
    }

    private List<FailurePattern> reported(String method, int from) {
        return scene.byMethod(method).stream()
                .filter(pattern -> scene.patterns.indexOf(pattern) >= from)
                .toList();
    }

    @Test
    void seriesFallsSilent_itsPatternsEndAfterFiveMinutes() {
        run(200, i -> 20 + 0.1 * i + random.nextGaussian());
        assertThat(scene.byMethod("mann-kendall")).isNotEmpty().allMatch(pattern -> pattern.endsAt() == null);
        int before = scene.patterns.size();
        Instant last = scene.now();

        silence(290);
        assertThat(scene.patterns).hasSize(before);

        silence(20);
        assertThat(reported("mann-kendall", before)).singleElement().satisfies(end -> {
            assertThat(end.endsAt()).isBetween(last.plusSeconds(300), last.plusSeconds(302));
        });
        int after = scene.patterns.size();
        silence(600);
        assertThat(scene.patterns).hasSize(after);
    }

    @Test
    void seriesWithATimeFarOff_isSilentAsSoon() {
        run(200, i -> 20 + 0.1 * i + random.nextGaussian());
        scene.value("pump", "flow", 40, -50L * 365 * 86_400 * 1_000_000_000L);

        silence(330);

        List<FailurePattern> trends = scene.byMethod("mann-kendall");
        assertThat(trends.get(trends.size() - 1).endsAt()).isNotNull();
    }

    @Test
    void slowSeries_isNotSilentBetweenItsValues() {
        for (int i = 0; i < 60; i++) {
            for (int second = 0; second < 400; second++) {
                scene.tick();
                if (second == 0) {
                    scene.value("pump", "flow", 20 + 2.0 * i + random.nextGaussian());
                }
                if (second % 20 == 0) {
                    detection.detect(scene);
                }
            }
        }

        assertThat(scene.byMethod("mann-kendall")).isNotEmpty().allMatch(pattern -> pattern.endsAt() == null);
    }

    @Test
    void unusualAtOnce_andThenSilence_isOverWithinHalfAMinute() {
        for (int i = 0; i < 80; i++) {
            scene.tick();
            for (String type : List.of("a", "b", "c", "d")) {
                scene.value("pump", type, i < 70 ? random.nextGaussian() : 30 * (i % 3));
            }
            detection.detect(scene);
        }
        String method = "ranks and tails in several series";
        assertThat(scene.byMethod(method)).isNotEmpty();
        Instant last = scene.now();

        silence(60);

        List<FailurePattern> reports = scene.byMethod(method);
        assertThat(reports.get(reports.size() - 1).endsAt()).isBetween(last, last.plusSeconds(30));
    }

    @Test
    void whatComesAndGoes_isOnePattern() {
        run(100, i -> 50 + random.nextGaussian());
        // three of twenty, two of twenty, and so on
        run(120, i -> i % 7 == 0 ? 90 : 50 + random.nextGaussian());

        assertThat(scene.byMethod("ranks and tail of the distances").stream()
                        .map(FailurePattern::patternId)
                        .distinct())
                .hasSizeLessThanOrEqualTo(2);
    }

    @Test
    void predictionThatMoves_isReportedAgainWithinSeconds() {
        scene.above("flow", 90);
        run(300, i -> 20 + 0.1 * i + 0.2 * random.nextGaussian());
        List<FailurePattern> before = scene.byMethod("time to limit");
        FailurePattern last = before.get(before.size() - 1);

        run(25, i -> 50 + 0.25 * i + 0.2 * random.nextGaussian());

        List<FailurePattern> reported = reported("time to limit", scene.patterns.indexOf(last) + 1);
        assertThat(reported).isNotEmpty().allSatisfy(pattern -> {
            assertThat(pattern.patternId()).isEqualTo(last.patternId());
            assertThat(pattern.severity()).isEqualTo(last.severity());
        });
        assertThat(predicted(reported.get(reported.size() - 1)))
                .isBefore(predicted(last).minusSeconds(20));
    }

    private static Instant predicted(FailurePattern pattern) {
        return Instant.parse(String.valueOf(pattern.metadata().get("predicted_failure_time")));
    }

    @Test
    void maintenanceDuringAStandstill_lifeAfterItIsWarnedOfToo() {
        scene.above("flow", 100);
        for (int life = 0; life < 3; life++) {
            int begun = scene.patterns.size();
            run(160, i -> 20 + 75 * i / 160.0 + random.nextGaussian());
            assertThat(reported("time to limit", begun)).as("life %d", life).anySatisfy(warning -> {
                assertThat(warning.confidence()).isGreaterThan(0.8);
            });
            silence(30);
        }
    }
}
