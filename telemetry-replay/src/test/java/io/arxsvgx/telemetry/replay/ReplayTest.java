// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.ThresholdCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReplayTest {
    private static final Instant START = Instant.parse("2020-03-01T00:00:00Z");
    private static final AlertRule HOT = AlertRule.builder("hot")
            .condition("threshold")
            .parameter("field", "temperature")
            .parameter("operator", ">")
            .parameter("value", 80)
            .actions("log_alert")
            .build();

    private static TelemetryEvent event(int second, String source, double value) {
        return TelemetryEvent.builder()
                .timestamp(START.plusSeconds(second))
                .source(source)
                .type("temperature")
                .value(value)
                .build();
    }

    @Test
    void run_breaches_areAlertsAtTheTimesOfTheEvents() {
        ReplayReport report = Replay.run(
                List.of(HOT), List.of(event(0, "a", 70), event(10, "a", 90), event(20, "b", 95), event(30, "a", 60)));

        assertThat(report.events()).isEqualTo(4);
        assertThat(report.series()).isEqualTo(2);
        assertThat(report.seriesMatched()).isEqualTo(2);
        assertThat(report.alertsFired()).isEqualTo(2);
        assertThat(report.from()).isEqualTo(START);
        assertThat(report.to()).isEqualTo(START.plusSeconds(30));
        assertThat(report.alerts()).extracting(Alert::source).containsExactly("a", "b");
        assertThat(report.alerts())
                .extracting(Alert::firedAt)
                .containsExactly(START.plusSeconds(10), START.plusSeconds(20));
        assertThat(report.alerts().get(0).endsAt()).isEqualTo(START.plusSeconds(30));
        assertThat(report.alerts().get(1).state()).isEqualTo(AlertState.FIRING);
    }

    @Test
    void run_conditionOfTheCaller_isKnown() {
        ThresholdCondition threshold = new ThresholdCondition();
        ConditionProvider own = new ConditionProvider() {
            @Override
            public String kind() {
                return "own";
            }

            @Override
            public String description() {
                return threshold.description();
            }

            @Override
            public List<Parameter> parameters() {
                return threshold.parameters();
            }

            @Override
            public SeriesEvaluator evaluator(List<AlertRule> rules) {
                return threshold.evaluator(rules);
            }
        };
        List<AlertRule> rules = List.of(HOT.toBuilder().condition("own").build());
        List<TelemetryEvent> events = List.of(event(0, "a", 70), event(10, "a", 90));

        assertThat(Replay.run(rules, events, List.of(own)).alertsFired()).isEqualTo(1);
        assertThatIllegalArgumentException().isThrownBy(() -> Replay.run(rules, events));
    }

    @Test
    void run_ruleWithFor_waitsByTheEventsTimes() {
        AlertRule patient = HOT.toBuilder().forDuration(Duration.ofSeconds(15)).build();
        ReplayReport report = Replay.run(
                List.of(patient),
                List.of(
                        event(0, "a", 90),
                        event(10, "a", 60),
                        event(20, "a", 90),
                        event(30, "a", 91),
                        event(40, "a", 92)));

        assertThat(report.alerts()).hasSize(1);
        assertThat(report.alerts().get(0).startsAt()).isEqualTo(START.plusSeconds(20));
        assertThat(report.alerts().get(0).firedAt()).isEqualTo(START.plusSeconds(35));
    }

    @Test
    void run_twice_isTheSame() {
        List<TelemetryEvent> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(event(i, "s" + i % 7, 80 + 5 * Math.sin(i * 0.37)));
        }
        ReplayReport first = Replay.run(List.of(HOT), events);
        ReplayReport second = Replay.run(List.of(HOT), events);
        assertThat(first.alertsFired()).isGreaterThan(100).isEqualTo(second.alertsFired());
        assertThat(first.alerts())
                .extracting(Alert::firedAt)
                .isEqualTo(second.alerts().stream().map(Alert::firedAt).toList());
    }

    @Test
    void run_nothing_saysSo() {
        ReplayReport report = Replay.run(List.of(HOT), List.of());
        assertThat(report.events()).isZero();
        assertThat(report.from()).isNull();
        assertThat(report.alerts()).isEmpty();
    }

    @Test
    void run_badRuleOrEvent_isRefused() {
        AlertRule bad = HOT.toBuilder().condition("thresh").build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replay.run(List.of(bad), List.of()))
                .withMessageContaining("threshold");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Replay.run(List.of(HOT), List.of(event(0, "a", Double.NaN))))
                .withMessageContaining("event 0");
    }
}
