// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.arxsvgx.telemetry.pattern.FailurePattern;
import io.arxsvgx.telemetry.pattern.Forecast;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

/** Tests of series that differ by labels alone, with a round each second. The clock of the budget stands still. */
class LabelledSeriesTest {
    private static final Map<String, String> NORTH = Map.of("site", "north");
    private static final Map<String, String> SOUTH = Map.of("site", "south");
    private static final Map<String, String> NONE = Map.of();

    private final Scene scene = new Scene();
    private final Random random = new Random(1);
    private final FailureDetection detection =
            FailureDetection.builder().nanoTime(() -> 0).build();

    /** Runs the same wear in three series of one source and type. */
    private void runWear() {
        for (int i = 0; i < 200; i++) {
            scene.tick();
            for (Map<String, String> labels : List.of(NORTH, SOUTH, NONE)) {
                scene.value("pump", "flow", labels, 20 + 0.2 * i + random.nextGaussian());
            }
            detection.detect(scene);
        }
    }

    /** Returns the labels of the series in which a method found patterns. */
    private Set<Map<String, String>> found(String method) {
        Set<Map<String, String>> labels = new HashSet<>();
        scene.byMethod(method).forEach(pattern -> labels.add(pattern.seriesLabels()));
        return labels;
    }

    private static Map<?, ?> first(Map<String, Object> figures, String kind) {
        return (Map<?, ?>) ((List<?>) figures.get(kind)).get(0);
    }

    @Test
    void detect_riseInOneOfTwo_isAPatternOfThatSeriesAlone() {
        for (int i = 0; i < 120; i++) {
            scene.tick();
            scene.value("pump", "flow", NORTH, 20 + 0.1 * i + random.nextGaussian());
            scene.value("pump", "flow", SOUTH, 20 + random.nextGaussian());
            detection.detect(scene);
        }

        assertThat(scene.byMethod("mann-kendall")).isNotEmpty().allSatisfy(trend -> {
            assertThat(trend.seriesLabels()).isEqualTo(NORTH);
            assertThat(trend.description()).startsWith("pump/flow{site=\"north\"} rises by ");
        });
        assertThat(detection.progress().series()).isEqualTo(2);
    }

    @Test
    void detect_riseInBoth_arePatternsOfTheirOwnThatEndAlone() {
        runWear();
        assertThat(found("mann-kendall")).containsExactlyInAnyOrder(NORTH, SOUTH, NONE);
        assertThat(scene.byMethod("mann-kendall").stream()
                        .map(FailurePattern::patternId)
                        .distinct())
                .hasSize(3);
        scene.patterns.clear();

        scene.forget("pump", "flow", SOUTH);
        scene.tick();
        detection.detect(scene);

        assertThat(scene.patterns)
                .filteredOn(pattern -> pattern.endsAt() != null)
                .isNotEmpty()
                .allSatisfy(ended -> assertThat(ended.seriesLabels()).isEqualTo(SOUTH));
    }

    @Test
    void forecast_ofASeries_isFromItsOwnValues() {
        for (int i = 0; i < 120; i++) {
            scene.tick();
            scene.value("pump", "flow", NORTH, 100 + Math.sin(2 * Math.PI * i / 12));
            scene.value("pump", "flow", SOUTH, 500 + Math.sin(2 * Math.PI * i / 12));
            detection.detect(scene);
        }

        assertThat(detection.forecast("pump", "flow", NORTH, 12)).hasValueSatisfying(forecast -> {
            assertThat(forecast.labels()).isEqualTo(NORTH);
            assertThat(forecast.steps().get(0).value()).isCloseTo(100, offset(0.5));
        });
        assertThat(detection.forecast("pump", "flow", Map.of("site", "south", "line", ""), 12))
                .hasValueSatisfying(
                        forecast -> assertThat(forecast.steps().get(0).value()).isCloseTo(500, offset(0.5)));
        assertThat(detection.forecast("pump", "flow", 12)).isEmpty();
        assertThat(detection.forecasts()).extracting(Forecast::labels).containsExactlyInAnyOrder(NORTH, SOUTH);
        assertThat(scene.analytics.get("flow").get("forecasts"))
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .extracting("labels")
                .containsExactlyInAnyOrder(NORTH, SOUTH);
    }

    @Test
    void forecast_withoutLabels_isAsBefore() {
        Forecast forecast = new Forecast("pump", "flow", "naive", 3, List.of());

        assertThat(forecast.labels()).isEmpty();
        assertThat(forecast).isEqualTo(new Forecast("pump", "flow", Map.of("site", ""), "naive", 3, List.of()));
    }

    @Test
    void detect_seriesThatMoveTogether_areRelatedByTheirLabels() {
        double[] past = new double[400];
        for (int i = 0; i < 300; i++) {
            scene.tick();
            past[i + 5] = past[i + 4] + random.nextGaussian();
            scene.value("pump", "load", NORTH, past[i + 5]);
            scene.value("pump", "load", SOUTH, past[i + 2] + 0.1 * random.nextGaussian());
            scene.value("pump", "load", NONE, random.nextGaussian());
            detection.detect(scene);
        }

        assertThat(scene.related).containsOnlyKeys("pump/load{site=\"north\"}", "pump/load{site=\"south\"}");
        assertThat(scene.related.get("pump/load{site=\"south\"}"))
                .contains("pump/load{site=\"north\"} (")
                .contains("leads by 3 s");
        Map<?, ?> pair = first(scene.analytics.get("load"), "correlations");
        assertThat(pair.get("leader")).isEqualTo(Map.of("source", "pump", "type", "load", "labels", NORTH));
        assertThat(pair.get("follower")).isEqualTo(Map.of("source", "pump", "type", "load", "labels", SOUTH));
    }

    @Test
    void detect_seriesOfOneSource_arePeersByTheirLabels() {
        for (int i = 0; i < 120; i++) {
            scene.tick();
            double common = 10 * random.nextGaussian();
            for (int module = 0; module < 10; module++) {
                double value = (module == 7 ? 900 : 20) + common + 0.1 * random.nextGaussian();
                scene.value("battery", "voltage", Map.of("module", "c" + module), value);
            }
            detection.detect(scene);
        }

        assertThat(scene.byMethod("distance from the median of peers"))
                .isNotEmpty()
                .allSatisfy(found -> {
                    assertThat(found.seriesLabels()).isEqualTo(Map.of("module", "c7"));
                    assertThat(found.description()).startsWith("battery/voltage{module=\"c7\"} is at ");
                });
        Map<String, Object> figures = scene.analytics.get("voltage");
        assertThat(first(figures, "odd_ones").get("source")).isEqualTo("battery");
        assertThat(first(figures, "odd_ones").get("labels")).isEqualTo(Map.of("module", "c7"));
        Map<?, ?> cluster = first(figures, "clusters");
        assertThat(cluster.get("sources")).isEqualTo(Collections.nCopies(10, "battery"));
        assertThat((List<?>) cluster.get("labels")).hasSize(10).doesNotHaveDuplicates();
    }

    @Test
    void detect_withoutLabels_analyticsNameNone() {
        for (int i = 0; i < 120; i++) {
            scene.tick();
            for (int sensor = 0; sensor < 5; sensor++) {
                scene.value("s" + sensor, "temperature", (sensor == 3 ? 90 : 20) + random.nextGaussian());
            }
            detection.detect(scene);
        }

        assertThat(scene.analytics.get("temperature").toString())
                .contains("source=s3")
                .doesNotContain("labels");
    }

    @Test
    void detect_severalSeriesOfATypeUnusualAtOnce_areNamedWithTheirLabels() {
        for (int i = 0; i < 80; i++) {
            scene.tick();
            for (String site : List.of("a", "b", "c")) {
                scene.value("pump", "flow", Map.of("site", site), i < 70 ? random.nextGaussian() : 30 * (i % 3));
            }
            detection.detect(scene);
        }

        assertThat(scene.byMethod("ranks and tails in several series")).first().satisfies(found -> {
            assertThat(found.type()).isEmpty();
            assertThat(found.seriesLabels()).isEmpty();
            assertThat(found.metadata().get("types"))
                    .isEqualTo(List.of("flow{site=\"a\"}", "flow{site=\"b\"}", "flow{site=\"c\"}"));
        });
    }

    @Test
    void limit_withMatch_isThatOfTheMatchingSeries() {
        scene.rule(Scene.aboveRule("flow", 100).match("site", "n*"));
        runWear();

        assertThat(found("time to limit")).containsExactly(NORTH);
        assertThat(scene.byMethod("time to limit"))
                .allSatisfy(wear -> assertThat((List<?>) wear.metadata().get("recommended_actions"))
                        .isNotEmpty());
        assertThat(detection.maintenance())
                .singleElement()
                .satisfies(alert ->
                        assertThat(alert.description()).startsWith("pump/flow{site=\"north\"} will cross 100 "));
    }

    @Test
    void limit_withMatchOfAbsence_isThatOfTheSeriesWithoutTheLabel() {
        scene.rule(Scene.aboveRule("flow", 100).match("site", ""));
        runWear();

        assertThat(found("time to limit")).containsExactly(NONE);
    }

    @Test
    void limit_ofAStreamOfEvents_isThatOfItsMembers() {
        scene.rule(Scene.aboveRule("flow", 100).by().match("site", "*th"));
        runWear();

        assertThat(found("time to limit")).containsExactlyInAnyOrder(NORTH, SOUTH);
    }

    @Test
    void limit_ofCombinedValues_isNotThatOfASeries() {
        AlertRule.Builder sum = Scene.aboveRule("flow", 100).by("site").combine(Combination.SUM);
        scene.rule(sum);
        runWear();

        assertThat(found("time to limit")).isEmpty();
    }

    @Test
    void limit_combineWithoutBy_isThatOfEachSeries() {
        scene.rule(Scene.aboveRule("flow", 100).combine(Combination.SUM));
        runWear();

        assertThat(found("time to limit")).containsExactlyInAnyOrder(NORTH, SOUTH, NONE);
    }
}
