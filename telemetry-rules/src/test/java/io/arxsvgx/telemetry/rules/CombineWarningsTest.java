// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.Combination;
import io.arxsvgx.telemetry.rule.Condition;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tests of the warnings of rules whose {@code combine} has no effect. */
class CombineWarningsTest {
    private static final String ON_RATIO =
            "combine has no effect on condition \"ratio\", which evaluates each event that it selects";

    private final TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults());

    @AfterEach
    void close() {
        processor.close();
    }

    private static Condition ratio() {
        return Ratio.of(Selection.of("errors"), Selection.of("requests"))
                .within(Duration.ofMinutes(1))
                .above(0.05);
    }

    private static AlertRule.Builder sum(Condition condition) {
        return AlertRule.builder("sum").on("requests").when(condition).combine(Combination.SUM);
    }

    @Test
    void ratio_withOrWithoutBy_isWarnedOf() {
        processor.addAlertRule(sum(ratio()).by("uri").build());

        assertThat(processor.ruleStatus("sum").orElseThrow().warnings()).containsExactly(ON_RATIO);
        assertThat(processor.rules().warnings(sum(ratio()).build())).containsExactly(ON_RATIO);
    }

    @Test
    void ratioAsPart_isWarnedOf_onceForAllParts() {
        Condition parts = AnyOf.of(ratio(), Not.of(ratio()), Threshold.above(100));

        assertThat(processor.rules().warnings(sum(parts).by("uri").build())).containsExactly(ON_RATIO);
    }

    @Test
    void conditionsOfOneSeries_areWarnedOf_withoutByOnly() {
        Condition parts = AnyOf.of(Threshold.below(1), Threshold.above(100));

        assertThat(processor.rules().warnings(sum(parts).by().build())).isEmpty();
        assertThat(processor.rules().warnings(sum(parts).build())).containsExactly("combine has no effect without by");
    }
}
