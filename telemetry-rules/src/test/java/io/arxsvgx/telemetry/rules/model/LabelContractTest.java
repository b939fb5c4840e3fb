// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.model;

import static io.arxsvgx.telemetry.rules.model.Scenario.above;
import static io.arxsvgx.telemetry.rules.model.Scenario.seconds;
import static io.arxsvgx.telemetry.rules.model.Scenario.threshold;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A series is identified by source, type and labels; rules select, group and combine series by them. */
class LabelContractTest {
    private static final Map<String, String> NORTH = Map.of("site", "north", "line", "1");
    private static final Map<String, String> SOUTH = Map.of("site", "south", "line", "1");
    private static final Map<String, String> NONE = Map.of();

    private static void event(Scenario scenario, double value, Map<String, String> labels) {
        assertThat(scenario.world.processor.ingest(TelemetryEvent.builder()
                        .source(Scenario.SOURCE)
                        .type(Scenario.TYPE)
                        .value(value)
                        .labels(labels)
                        .build()))
                .isTrue();
        scenario.world.processor.runOnce();
    }

    private static List<Map<String, String>> firing(Scenario scenario) {
        return scenario.firing().stream().map(Alert::seriesLabels).toList();
    }

    @Test
    void labels_otherOrderEmptyValueOrHandle_areTheSameSeries() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            event(scenario, 90, Map.of("site", "north", "line", "1"));
            event(scenario, 91, Map.of("line", "1", "site", "north", "empty", ""));
            scenario.world
                    .processor
                    .series(Scenario.SOURCE, Scenario.TYPE, NORTH)
                    .record(92);
            scenario.world.processor.runOnce();

            assertThat(scenario.alert().occurrences()).isEqualTo(3);
            assertThat(scenario.alert().seriesLabels()).isEqualTo(NORTH);
            assertThat(scenario.alert().description()).contains("t of s{line=\"1\", site=\"north\"}: ");
        }
    }

    @Test
    void labels_different_areSeriesOfTheirOwn() {
        try (Scenario scenario = new Scenario(above("r", 80).build())) {
            event(scenario, 90, NORTH);
            event(scenario, 90, SOUTH);
            event(scenario, 90, NONE);
            event(scenario, 70, SOUTH);

            assertThat(firing(scenario)).containsExactlyInAnyOrder(NORTH, NONE);
            assertThat(scenario.world.alerts().stream().map(Alert::fingerprint).distinct())
                    .hasSize(3);
        }
    }

    @Test
    void match_patternAndAbsence_selectSeries() {
        AlertRule north = above("north", 80).match("site", "n*").build();
        AlertRule unlabelled = above("unlabelled", 80).match("site", "").build();
        AlertRule both =
                above("both", 80).match("site", "south").match("line", "2").build();
        try (Scenario scenario = new Scenario(north, unlabelled, both)) {
            event(scenario, 90, NORTH);
            event(scenario, 90, SOUTH);
            event(scenario, 90, NONE);
            event(scenario, 90, Map.of("site", "south", "line", "2"));

            assertThat(scenario.firing())
                    .extracting(Alert::ruleId, alert -> alert.seriesLabels().getOrDefault("site", ""))
                    .containsExactlyInAnyOrder(
                            org.assertj.core.groups.Tuple.tuple("north", "north"),
                            org.assertj.core.groups.Tuple.tuple("unlabelled", ""),
                            org.assertj.core.groups.Tuple.tuple("both", "south"));
            assertThat(scenario.world
                            .processor
                            .rules()
                            .status("north")
                            .orElseThrow()
                            .seriesMatched())
                    .isEqualTo(1);
        }
    }

    @Test
    void by_seriesThatAgree_areOneStream() {
        AlertRule rule = above("r", 80).by("site").build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, 90, Map.of("site", "north", "line", "1"));
            event(scenario, 91, Map.of("site", "north", "line", "2"));
            event(scenario, 92, SOUTH);
            assertThat(firing(scenario)).containsExactly(Map.of("site", "north"), Map.of("site", "south"));
            assertThat(scenario.firing().get(0).occurrences()).isEqualTo(2);

            event(scenario, 70, Map.of("site", "north", "line", "2"));
            assertThat(firing(scenario)).containsExactly(Map.of("site", "south"));
        }
    }

    @Test
    void by_noLabel_isOneStreamOfASource() {
        try (Scenario scenario = new Scenario(above("r", 80).by().build())) {
            event(scenario, 90, NORTH);
            event(scenario, 90, SOUTH);
            event(scenario, 90, NONE);

            assertThat(scenario.alert().occurrences()).isEqualTo(3);
            assertThat(scenario.alert().seriesLabels()).isEmpty();
            assertThat(scenario.world
                            .processor
                            .series()
                            .historyOfRule("r", Scenario.SOURCE, NONE, 10)
                            .orElseThrow()
                            .values())
                    .containsExactly(90, 90, 90);
        }
    }

    @Test
    void by_withMatch_hasOnlyTheMatchingSeriesAsMembers() {
        try (Scenario scenario =
                new Scenario(above("r", 80).match("line", "1").by("site").build())) {
            event(scenario, 90, Map.of("site", "north", "line", "2"));
            assertThat(scenario.firing()).isEmpty();
            event(scenario, 90, NORTH);
            assertThat(firing(scenario)).containsExactly(Map.of("site", "north"));
        }
    }

    @Test
    void combine_sum_addsTheNewestValuesOfTheMembers() {
        AlertRule rule = above("r", 100).by("site").combine(Combination.SUM).build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, 60, Map.of("site", "north", "line", "1"));
            event(scenario, 30, Map.of("site", "north", "line", "2"));
            assertThat(scenario.firing()).isEmpty();
            event(scenario, 50, Map.of("site", "north", "line", "2"));
            assertThat(scenario.alert().value()).isEqualTo(110);
            event(scenario, 10, Map.of("site", "north", "line", "1"));
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void combine_eachFunction_givesItsFigure() {
        AlertRule[] rules = {
            above("sum", 59).by().combine(Combination.SUM).build(),
            above("avg", 19).by().combine(Combination.AVG).build(),
            above("min", 9).by().combine(Combination.MIN).build(),
            above("max", 29).by().combine(Combination.MAX).build()
        };
        try (Scenario scenario = new Scenario(rules)) {
            event(scenario, 10, NORTH);
            event(scenario, 20, SOUTH);
            event(scenario, 30, NONE);

            for (String figure : List.of("sum", "avg", "min", "max")) {
                double[] values = scenario.world
                        .processor
                        .series()
                        .historyOfRule(figure, Scenario.SOURCE, NONE, 1)
                        .orElseThrow()
                        .values();
                assertThat(values)
                        .as(figure)
                        .containsExactly(Map.of("sum", 60.0, "avg", 20.0, "min", 10.0, "max", 30.0)
                                .get(figure));
            }
        }
    }

    @Test
    void combine_staleMember_leaves() {
        AlertRule rule = above("r", 100).by().combine(Combination.SUM).build();
        try (Scenario scenario = new Scenario(rule)) {
            event(scenario, 90, NORTH);
            scenario.tick(200);
            event(scenario, 20, SOUTH);
            assertThat(scenario.firing()).hasSize(1);
            scenario.tick(100);
            event(scenario, 20, SOUTH);
            assertThat(scenario.firing())
                    .as("300 s old, which is not yet stale")
                    .hasSize(1);
            scenario.tick(1);
            event(scenario, 20, SOUTH);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void combine_ruleAddedLater_knowsTheNewestValues() {
        try (Scenario scenario = new Scenario(above("other", 1_000).build())) {
            event(scenario, 60, NORTH);
            scenario.tick(5);
            scenario.add(above("r", 100).by().combine(Combination.SUM));
            event(scenario, 50, SOUTH);

            assertThat(scenario.alert().value()).isEqualTo(110);
        }
    }

    @Test
    void combine_lateEvent_changesNothing() {
        AlertRule rule = above("r", 100).by().combine(Combination.SUM).build();
        try (Scenario scenario = new Scenario(rule)) {
            TelemetrySeries north = scenario.world.processor.series(Scenario.SOURCE, Scenario.TYPE, NORTH);
            north.record(60, Scenario.at(10));
            north.record(200, Scenario.at(5));
            scenario.world.processor.runOnce();

            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void restart_streamFiring_continues() {
        AlertRule by = above("by", 80).by("site").build();
        AlertRule sum = above("sum", 100).by().combine(Combination.SUM).build();
        AlertRule single = above("single", 80).match("site", "north").build();
        try (Scenario scenario = new Scenario(by, sum, single)) {
            event(scenario, 90, NORTH);
            event(scenario, 20, SOUTH);
            List<String> before = scenario.firing().stream().map(Alert::id).toList();
            assertThat(before).hasSize(3);

            scenario.restart(by, sum, single);
            assertThat(scenario.firing()).extracting(Alert::id).containsExactlyElementsOf(before);
            event(scenario, 21, SOUTH);
            assertThat(scenario.firing()).extracting(Alert::id).containsExactlyElementsOf(before);
            event(scenario, 70, NORTH);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void restart_afterALateEvent_combinesTheNewestValueByTime() {
        AlertRule rule = above("r", 50).by().combine(Combination.SUM).build();
        try (Scenario scenario = new Scenario(rule)) {
            TelemetrySeries north = scenario.world.processor.series(Scenario.SOURCE, Scenario.TYPE, NORTH);
            north.record(0, Scenario.at(40));
            north.record(36, Scenario.at(5));
            scenario.world.processor.runOnce();
            scenario.restart(rule);
            scenario.world
                    .processor
                    .series(Scenario.SOURCE, Scenario.TYPE, SOUTH)
                    .record(18, Scenario.at(41));
            scenario.world.processor.runOnce();

            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void restart_otherGrouping_resolvesTheAlert() {
        try (Scenario scenario = new Scenario(above("r", 80).by("site").build())) {
            event(scenario, 90, NORTH);
            scenario.restart(above("r", 80).by("line").build());
            assertThat(scenario.alert().state()).isEqualTo(AlertState.RESOLVED);
            assertThat(scenario.alert().endReason()).contains("replaced over a restart");

            event(scenario, 90, NORTH);
            assertThat(firing(scenario)).containsExactly(Map.of("line", "1"));
            assertThat(scenario.world.processor.series().cardinality().series()).isEqualTo(2);
        }
    }

    @Test
    void ruleChange_otherGrouping_resolvesTheAlert() {
        try (Scenario scenario = new Scenario(above("r", 80).by("site").build())) {
            event(scenario, 90, NORTH);
            scenario.add(above("r", 80).by("line"));
            assertThat(scenario.alert().state()).isEqualTo(AlertState.RESOLVED);
            assertThat(scenario.alert().endReason()).contains("by changed from [site] to [line]");

            event(scenario, 90, NORTH);
            assertThat(firing(scenario)).containsExactly(Map.of("line", "1"));
            assertThat(scenario.world.processor.series().cardinality().series()).isEqualTo(2);
        }
    }

    @Test
    void removedRule_streams_areForgotten() {
        try (Scenario scenario = new Scenario(above("r", 80).by("site").build())) {
            event(scenario, 90, NORTH);
            event(scenario, 90, SOUTH);
            assertThat(scenario.world.processor.series().cardinality().series()).isEqualTo(4);
            scenario.world.processor.removeAlertRule("r");
            scenario.tick(0);

            assertThat(scenario.world.processor.series().cardinality().series()).isEqualTo(2);
            event(scenario, 90, NORTH);
            assertThat(scenario.firing()).isEmpty();
        }
    }

    @Test
    void templates_ofAnAlert_areReplaced() {
        AlertRule rule = above("r", 80)
                .forDuration(seconds(10))
                .label("team", "{{labels.site}}-{{source}}")
                .annotation(
                        "summary",
                        "{{type}} of {{source}} at {{labels.site}} is {{value}} > {{limit}} ({{meta.unit}}{{meta.no}})")
                .build();
        try (Scenario scenario = new Scenario(rule)) {
            ingest(scenario, 90, "C");
            scenario.tick(5);
            ingest(scenario, 95.5, "F");
            scenario.tick(10);

            assertThat(scenario.alert().annotations()).containsEntry("summary", "t of s at north is 95.5 > 80 (F)");
            assertThat(scenario.alert().labels()).containsEntry("team", "north-s");
        }
    }

    private static void ingest(Scenario scenario, double value, String unit) {
        scenario.world.processor.ingest(TelemetryEvent.builder()
                .source(Scenario.SOURCE)
                .type(Scenario.TYPE)
                .value(value)
                .labels(NORTH)
                .attribute("unit", unit)
                .build());
        scenario.world.processor.runOnce();
    }

    @Test
    void templates_unknownName_areRefused() {
        assertThatThrownBy(() -> above("r", 80).annotation("a", "{{valeu}}").build())
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageContaining("annotations.a")
                .hasMessageContaining("\"{{valeu}}\"");
        assertThatThrownBy(() -> above("r", 80).label("a", "{{value}}").build())
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageContaining("labels.a");
    }

    @Test
    void silence_labelsOfSeriesAndRule_match() {
        AlertRule rule = threshold("r", ">", 80).label("team", "heat").build();
        try (Scenario scenario = new Scenario(rule)) {
            Instant now = scenario.world.clock.now();
            scenario.world.processor.silence(new Silence(
                    "q",
                    Map.of("labels.site", "nor*", "labels.team", "heat"),
                    now,
                    now.plus(Duration.ofHours(1)),
                    "ann",
                    ""));
            scenario.tick(0);
            event(scenario, 90, NORTH);
            event(scenario, 90, SOUTH);

            assertThat(scenario.firing())
                    .extracting(Alert::silenced, alert -> alert.seriesLabels().get("site"))
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(true, "north"),
                            org.assertj.core.groups.Tuple.tuple(false, "south"));
        }
    }
}
