// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Evaluation.Verdict;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.condition.SeriesEvaluator;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class WarmUpTest {
    private static final long LATER = TimeUnit.MINUTES.toNanos(1);

    private final AtomicInteger evaluated = new AtomicInteger();
    private final AtomicInteger breached = new AtomicInteger();

    @Test
    void run_conditionWithRules_evaluatesThemAndBreaches() throws InterruptedException {
        WarmUp.run(List.of(new Counting(true)), System.nanoTime() + LATER);

        assertThat(evaluated.get()).isPositive();
        assertThat(breached.get()).isPositive();
    }

    @Test
    void run_conditionWithoutRules_isNotCalled() throws InterruptedException {
        WarmUp.run(List.of(new Counting(false)), System.nanoTime() + LATER);

        assertThat(evaluated.get()).isZero();
    }

    @Test
    void run_deadlineIsOver_ingestsNothing() throws InterruptedException {
        WarmUp.run(List.of(new Counting(true)), System.nanoTime() - 1);

        assertThat(evaluated.get()).isZero();
    }

    @Test
    void run_always_logsNothing() throws InterruptedException {
        Logger logger = (Logger) LoggerFactory.getLogger("io.arxsvgx.telemetry");
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        Level before = logger.getLevel();
        logger.setLevel(Level.TRACE);
        logger.addAppender(lines);
        try {
            WarmUp.run(List.of(new Counting(true)), System.nanoTime() + LATER);
        } finally {
            logger.detachAppender(lines);
            logger.setLevel(before);
        }

        assertThat(lines.list)
                .filteredOn(line -> line.getFormattedMessage().contains("warm_up"))
                .isEmpty();
    }

    @Test
    void start_firstInTheProcess_countsAndListsNothing() {
        try (TelemetryProcessor processor = TelemetryProcessor.create(TelemetryConfig.defaults())) {
            processor.start();

            assertThat(processor.metrics().accepted()).isZero();
            assertThat(processor.metrics().processed()).isZero();
            assertThat(processor.metrics().actionCalls()).isZero();
            assertThat(processor.metrics().series()).isZero();
            assertThat(processor.alerts(100)).isEmpty();
            assertThat(processor.alertRules()).isEmpty();
        }
    }

    /** Breaches above 100, and counts. */
    private final class Counting implements ConditionProvider {
        private final boolean hasRules;

        private Counting(boolean hasRules) {
            this.hasRules = hasRules;
        }

        @Override
        public String kind() {
            return "counting";
        }

        @Override
        public String description() {
            return "A value is above 100.";
        }

        @Override
        public List<Parameter> parameters() {
            return List.of();
        }

        @Override
        public List<AlertRule.Builder> warmUpRules() {
            return hasRules ? List.of(AlertRule.builder("warm_up")) : List.of();
        }

        @Override
        public SeriesEvaluator evaluator(List<AlertRule> rules) {
            return new AboveEvaluator();
        }
    }

    private final class AboveEvaluator implements SeriesEvaluator {
        @Override
        public void evaluate(SeriesContext series, int at, double value, long time, Verdicts verdicts) {
            evaluated.incrementAndGet();
            if (value > 100) {
                breached.incrementAndGet();
                verdicts.breaching(0);
            }
        }

        @Override
        public Evaluation explain(SeriesContext series, int at, int rule) {
            return new Evaluation(
                    Verdict.BREACHING, series.newest(1), "value", series.valueAgo(0), 100, "it is above 100");
        }
    }
}
