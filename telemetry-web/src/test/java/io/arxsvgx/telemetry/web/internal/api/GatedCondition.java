// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.web.internal.api;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.concurrent.CountDownLatch;

/** A condition that waits at a gate before it evaluates anything, also when it is interrupted. */
final class GatedCondition implements ConditionProvider {
    final CountDownLatch reached = new CountDownLatch(1);
    final CountDownLatch open = new CountDownLatch(1);

    @Override
    public String kind() {
        return "gated";
    }

    @Override
    public String description() {
        return "Waits.";
    }

    @Override
    public List<Parameter> parameters() {
        return List.of();
    }

    @Override
    public SeriesEvaluator evaluator(List<AlertRule> rules) {
        reached.countDown();
        while (open.getCount() > 0) {
            try {
                open.await();
            } catch (InterruptedException ignored) {
                // the gate is still closed
            }
        }
        throw new IllegalStateException("this condition does not evaluate");
    }
}
