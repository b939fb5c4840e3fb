// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.BREACHING;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.NORMAL;
import static io.arxsvgx.telemetry.condition.Evaluation.Verdict.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.ConditionContract;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusRatioConditionTest extends ConditionContract {
    private static final ConditionProvider STATUS_RATIO = new StatusRatioCondition();

    @Override
    public ConditionProvider condition() {
        return STATUS_RATIO;
    }

    @Override
    public List<AlertRule> rules() {
        return List.of(
                rule(List.of("ERROR"), "within", 20, "operator", ">", "value", 0.3),
                rule(List.of("OK"), "within", 7.5, "operator", "<=", "value", 0.5, "min_count", 5),
                rule(List.of("OK", "ERROR"), "within", 10, "operator", "==", "value", 1),
                rule(List.of("FAILED"), "within", 10, "operator", "!=", "value", 0));
    }

    private static AlertRule rule(List<String> statuses, Object... parameters) {
        return FakeSeries.rule(STATUS_RATIO, parameters).toBuilder()
                .parameter("status", statuses)
                .build();
    }

    @Test
    void share_ofEventsInTheWindow_isCompared() {
        FakeSeries series = new FakeSeries(
                STATUS_RATIO,
                List.of(rule(List.of("ERROR"), "within", 4, "operator", ">", "value", 0.25, "min_count", 4)));
        assertThat(series.explain().text()).isEqualTo("no event yet");
        assertThat(series.takeAll(80, 1, 1)).isEqualTo(UNKNOWN);
        assertThat(series.explain().text()).isEqualTo("3 events in the last 4 s; at least 4 are needed");
        assertThat(series.take(1)).isEqualTo(NORMAL);
        assertThat(series.explain().text()).isEqualTo("share of ERROR in the last 4 s is 0.25 <= 0.25 (1 of 4 events)");
        assertThat(series.takeAll(80, 80)).isEqualTo(BREACHING);
        assertThat(series.explain().figure()).isEqualTo("share");
        assertThat(series.explain().computed()).isEqualTo(0.5);
        assertThat(series.explain().text()).isEqualTo("share of ERROR in the last 4 s is 0.5 > 0.25 (2 of 4 events)");
    }

    @Test
    void check_outOfRange_isRefused() {
        assertThatThrownBy(
                        () -> FakeSeries.of(STATUS_RATIO, "status", "ERROR", "within", 5, "operator", ">", "value", 0))
                .hasMessage("parameter \"status\": expected a list of 1 to 100 texts, got \"ERROR\"");
        assertThatThrownBy(() -> FakeSeries.of(STATUS_RATIO, "within", 5, "operator", ">", "value", 0))
                .hasMessage("parameter \"status\" is missing; expected a list of 1 to 100 texts");
    }
}
