// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.stress;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.snapshot.ProcessorMetrics;
import java.util.List;

/** The subjects of the tests: small processors, and a condition that breaches above zero. */
final class Subject {
    static final TelemetryEvent BREACH = TelemetryEvent.of("s", "t", 1);
    static final TelemetryEvent NORMAL = TelemetryEvent.of("s", "t", 0);
    static final AlertRule RULE = AlertRule.builder("positive")
            .condition("positive")
            .parameter("field", "t")
            .build();

    private static final TelemetryConfig SMALL =
            TelemetryConfig.builder().bufferSize(16).maxHistorySize(16).build();

    private Subject() {}

    /** Returns a processor with its own thread; not started. */
    static TelemetryProcessor threaded() {
        return TelemetryProcessor.builder()
                .config(SMALL)
                .condition(new Positive())
                .build();
    }

    /** Returns a caller-driven processor; started. */
    static TelemetryProcessor turned() {
        return turned(SMALL);
    }

    /** Returns a caller-driven processor with another configuration; started. */
    static TelemetryProcessor turned(TelemetryConfig config) {
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(config)
                .condition(new Positive())
                .callerDriven()
                .build();
        processor.start();
        return processor;
    }

    /** Returns whether all accepted events were processed, as a text. */
    static String fate(TelemetryProcessor processor, int accepted) {
        ProcessorMetrics metrics = processor.metrics();
        if (metrics.accepted() != accepted) {
            return "accepted " + metrics.accepted() + " of " + accepted;
        }
        return metrics.processed() == accepted && metrics.waiting() == 0 ? "kept" : "lost";
    }

    private static final class Positive implements ConditionProvider {
        @Override
        public String kind() {
            return "positive";
        }

        @Override
        public String description() {
            return "Breaches above zero.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public SeriesEvaluator evaluator(List<AlertRule> rules) {
            return new Above(rules.size());
        }
    }

    private record Above(int rules) implements SeriesEvaluator {
        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            for (int i = 0; i < rules && value > 0; i++) {
                verdicts.breaching(i);
            }
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            return new Evaluation(Evaluation.Verdict.BREACHING, List.of(), "value", 1, 0, "above zero");
        }
    }
}
