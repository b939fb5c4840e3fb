// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.operations;

import static io.arxsvgx.telemetry.testing.AlertHarness.ACTION;
import static io.arxsvgx.telemetry.testing.AlertHarness.HIGH;
import static io.arxsvgx.telemetry.testing.AlertHarness.LOW;
import static io.arxsvgx.telemetry.testing.AlertHarness.SOURCE;
import static io.arxsvgx.telemetry.testing.AlertHarness.TYPE;
import static io.arxsvgx.telemetry.testing.AlertHarness.above;
import static io.arxsvgx.telemetry.testing.AlertHarness.at;
import static io.arxsvgx.telemetry.testing.AlertHarness.seconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.series.SeriesHistory;
import io.arxsvgx.telemetry.testing.AlertHarness;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.Test;

/** The groups of operations of a processor, and its own methods that delegate to them. */
class OperationsTest {
    @AutoClose
    private final AlertHarness harness = new AlertHarness().start();

    private final TelemetryProcessor processor = harness.processor;

    @Test
    void rules_addReplaceRemove_areTheProcessorsRules() {
        AlertRule rule = above("hot").build();
        assertThat(processor.rules().add(rule)).isTrue();
        assertThat(processor.rules().add(above("hot", 90).build())).isFalse();
        assertThat(processor.addAlertRule(above("cold").build())).isTrue();

        assertThat(processor.rules().list()).extracting(AlertRule::id).containsExactly("hot", "cold");
        assertThat(processor.alertRules()).isEqualTo(processor.rules().list());
        assertThat(processor.rules().find("hot").orElseThrow().parameters()).containsEntry("limit", 90.0);
        assertThat(processor.rules().find("none")).isEmpty();
        assertThat(processor.rules().statuses())
                .extracting(status -> status.rule().id())
                .containsExactly("hot", "cold");
        assertThat(processor.rules().status("cold")).isPresent();

        assertThat(processor.rules().remove("hot")).isTrue();
        assertThat(processor.rules().remove("hot")).isFalse();
        assertThat(processor.removeAlertRule("cold")).isTrue();
        assertThat(processor.rules().list()).isEmpty();
    }

    @Test
    void rules_changeOfAnOlderForm_isRefused() {
        AlertRule first = above("hot").build();
        AlertRule second = above("hot", 90).build();
        assertThat(processor.rules().addIfAbsent(first)).isTrue();
        assertThat(processor.rules().addIfAbsent(second)).isFalse();
        assertThat(processor.rules().find("hot")).contains(first);

        assertThat(processor.rules().replace(first, second)).isTrue();
        assertThat(processor.rules().replace(first, above("hot", 95).build())).isFalse();
        assertThat(processor.rules().find("hot")).contains(second);
        assertThatThrownBy(() -> processor.rules().replace(second, above("cold").build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("cold");

        assertThat(processor.rules().removeUnchanged(first)).isFalse();
        assertThat(processor.rules().removeUnchanged(second)).isTrue();
        assertThat(processor.rules().replace(second, first)).isFalse();
        assertThat(processor.rules().list()).isEmpty();
    }

    @Test
    void rules_checkAndWarnings_addNothing() {
        AlertRule rule = above("hot").actions("atc").build();
        processor.rules().check(rule);

        assertThat(processor.rules().warnings(rule))
                .singleElement()
                .asString()
                .contains("\"atc\"", "\"" + ACTION + "\"");
        assertThat(processor.rules().list()).isEmpty();
        assertThatThrownBy(() -> processor
                        .rules()
                        .check(AlertRule.builder("x")
                                .condition("abov")
                                .parameter("field", TYPE)
                                .build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("above");
        assertThat(processor.rules().conditions())
                .extracting(ConditionProvider::kind)
                .contains("above");
    }

    @Test
    void alerts_firing_areThoseThatFireNow() {
        harness.processor.addAlertRule(above("hot").build());
        harness.processor.addAlertRule(above("hotter", 81).build());
        harness.event(HIGH);
        harness.event(80.5);

        assertThat(processor.alerts().newest(10)).extracting(Alert::ruleId).containsExactly("hot", "hotter");
        assertThat(processor.alerts().firing()).extracting(Alert::ruleId).containsExactly("hot");
        Alert firing = processor.alerts().firing().get(0);
        assertThat(processor.alerts().find(firing.id())).contains(firing);
        assertThat(processor.alerts().find("none")).isEmpty();
        assertThat(processor.alerts().history().alert(firing.id())).contains(firing);
        assertThat(processor.alerts().storeMetrics()).isEmpty();

        harness.event(LOW);
        assertThat(processor.alerts().firing()).isEmpty();
    }

    @Test
    void alerts_pending_areThoseOfTheProcessor() {
        harness.processor.addAlertRule(above("hot").forDuration(seconds(30)).build());
        harness.event(HIGH);

        assertThat(processor.alerts().pending(10)).extracting(Alert::state).containsExactly(AlertState.PENDING);
        assertThat(processor.pendingAlerts(10)).isEqualTo(processor.alerts().pending(10));
        assertThat(processor.alerts().firing()).isEmpty();
    }

    @Test
    void alerts_acknowledge_isSeenOnTheAlert() {
        harness.processor.addAlertRule(above("hot").build());
        harness.event(HIGH);
        String id = processor.alerts().firing().get(0).id();

        assertThat(processor.alerts().acknowledge(id, "ann", "mine")).isTrue();
        assertThat(processor.alerts().find(id).orElseThrow().acknowledgement().who())
                .isEqualTo("ann");
        assertThat(processor.alerts().acknowledge("none", "ann", "")).isFalse();
        assertThatThrownBy(() -> processor.alerts().acknowledge(id, " ", ""))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(processor.alerts().markFalsePositive(id, "ann"))
                .as("the condition does not learn")
                .isFalse();
        assertThat(processor.alerts().clearFalsePositive(id, "ann")).isFalse();
    }

    @Test
    void silences_addAndExpire_areTheProcessorsSilences() {
        Silence silence = new Silence("s", Map.of("rule_id", "hot"), at(0), at(60), "ann", "");
        processor.silences().add(silence);

        assertThat(processor.silences().list()).containsExactly(silence);
        assertThat(processor.silences().find("s")).contains(silence);
        assertThat(processor.silences().expire("s")).isTrue();
        assertThat(processor.silences().find("s")).isEmpty();
        assertThat(processor.expireSilence("s")).isFalse();
    }

    @Test
    void actions_registerAndFailures_areByName() {
        processor.actions().register("fails", alert -> {
            throw new IllegalStateException("broken");
        });
        processor.addAlertRule(above("hot").actions("fails").build());
        harness.event(HIGH);

        assertThat(processor.actions().names())
                .contains(ACTION, "fails", "log_alert")
                .isSorted();
        assertThat(processor.actions().failures()).containsEntry("fails", 1L).containsEntry(ACTION, 0L);
        assertThatThrownBy(() -> processor.actions().register(" ", alert -> {}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("action name: expected a name that is not blank, got \" \"");
    }

    @Test
    void series_history_hasTheNewestValues() {
        harness.event(1);
        harness.event(2);
        harness.event(3);

        assertThat(processor.series().history(SOURCE, TYPE, 2).orElseThrow().values())
                .containsExactly(2.0, 3.0);
        assertThat(processor.series().history(SOURCE, "none", 2)).isEmpty();
        assertThat(processor.series().histories(1))
                .extracting(SeriesHistory::source)
                .containsExactly(SOURCE);
        assertThat(processor.series().histories(1, (source, type, count) -> count > 3))
                .isEmpty();
    }

    @Test
    void patterns_withoutDetectors_areNone() {
        assertThat(processor.patterns().newest(10)).isEmpty();
        assertThat(processor.patterns().riskHistory(SOURCE)).isEmpty();
    }
}
