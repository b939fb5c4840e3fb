// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.condition;

import static io.arxsvgx.telemetry.condition.SimpleRun.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryEvent;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * The windows that a function gets from a processor equal those of a model, with gaps, late events, expiring series,
 * added and removed rules, and restarts at any point.
 */
class SimpleWindowProperties {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long START_NANOS = START.getEpochSecond() * SECOND;
    private static final Duration EXPIRY = Duration.ofHours(1);
    private static final int MAX_VALUES = 12;
    private static final Parameter COUNT =
            Parameter.integer("count", 1, 40, "How many values.").asRequired();
    private static final Parameter SECONDS =
            Parameter.number("seconds", "How many seconds.").within(1, 40).asRequired();
    private static final Parameter TAG =
            Parameter.integer("tag", 0, 1_000, "Which rule it is.").asRequired();

    /** One history of a processor, its successors, and the model. */
    private static final class History {
        private final Random random;
        private final boolean isTime;
        private final int minValues;
        private final Map<Integer, double[]> windows = new HashMap<>();
        private final Map<Integer, AlertRule> rules = new HashMap<>();
        private final Map<Integer, ModelWindow> models = new HashMap<>();
        private TelemetryProcessor processor;
        private int nextTag;
        private long last = Long.MIN_VALUE;
        private long newest = START_NANOS;

        History(long seed) {
            random = new Random(seed);
            isTime = random.nextBoolean();
            minValues = random.nextInt(3) == 0 ? 1 + random.nextInt(4) : 0;
            processor = processor();
            processor.start();
        }

        private TelemetryProcessor processor() {
            SimpleCondition.Builder condition = SimpleCondition.builder("recorded")
                    .parameter(TAG)
                    .breachesIf((window, given) -> {
                        windows.put(given.integer(TAG), window.toArray());
                        return false;
                    });
            if (isTime) {
                condition.over(SECONDS).maxValues(MAX_VALUES);
            } else {
                condition.overLast(COUNT);
            }
            if (minValues > 0) {
                condition.minValues(minValues);
            }
            TimeSource time = TimeSource.manual(START.plus(Duration.ofDays(365)));
            return TelemetryProcessor.builder()
                    .config(TelemetryConfig.builder()
                            .timeSource(time)
                            .seriesExpiry(EXPIRY)
                            .build())
                    .condition(condition.build())
                    .callerDriven()
                    .build();
        }

        void change() {
            rules.keySet().removeIf(tag -> {
                boolean isGone = random.nextInt(3) == 0;
                if (isGone) {
                    models.remove(tag);
                    assertThat(processor.removeAlertRule("rule_" + tag)).isTrue();
                }
                return isGone;
            });
            for (int i = random.nextInt(3); i >= 0; i--) {
                add(nextTag++);
            }
        }

        private void add(int tag) {
            int length = 1 + random.nextInt(isTime ? 30 : 40);
            AlertRule rule = AlertRule.builder("rule_" + tag)
                    .condition("recorded")
                    .parameter("field", "t")
                    .parameter("tag", tag)
                    .parameter(isTime ? "seconds" : "count", length)
                    .build();
            rules.put(tag, rule);
            models.put(tag, model(rule));
            processor.addAlertRule(rule);
        }

        private ModelWindow model(AlertRule rule) {
            long length = isTime ? (long) (SECONDS.number(rule) * SECOND) : COUNT.integer(rule);
            return new ModelWindow(new ModelWindow.Shape(isTime, length, MAX_VALUES, minValues), last);
        }

        void restart() throws IOException {
            ByteArrayOutputStream state = new ByteArrayOutputStream();
            processor.saveState(state);
            processor.close();
            processor = processor();
            rules.values().forEach(processor::addAlertRule);
            processor.restoreState(new ByteArrayInputStream(state.toByteArray()), List.of());
            processor.start();
        }

        void event() {
            long time = nextTime();
            double value = random.nextInt(100);
            if (last != Long.MIN_VALUE && time - newest > EXPIRY.toNanos()) {
                last = Long.MIN_VALUE;
                models.replaceAll((tag, model) -> model(rules.get(tag)));
            }
            newest = last == Long.MIN_VALUE ? time : Math.max(newest, time);
            last = time;
            windows.clear();
            assertThat(processor.ingest(TelemetryEvent.builder()
                            .timestamp(START.plusNanos(time - START_NANOS))
                            .source("s")
                            .type("t")
                            .value(value)
                            .build()))
                    .isTrue();
            processor.runOnce();
            models.forEach((tag, model) -> {
                model.add(time, value);
                assertThat(windows.get(tag)).as("rule %s", rules.get(tag)).isEqualTo(model.values());
            });
            assertThat(processor.metrics().conditionFaults()).isZero();
        }

        private long nextTime() {
            int kind = random.nextInt(100);
            if (kind < 12) {
                return newest - random.nextInt(20) * SECOND - 1;
            }
            if (kind < 15) {
                return newest + EXPIRY.toNanos() + random.nextInt(2);
            }
            return newest + (kind < 25 ? 0 : kind < 35 ? 25 * SECOND : random.nextInt(3_000) * 1_000_000L);
        }
    }

    @Property(tries = 200, edgeCases = EdgeCasesMode.NONE)
    void function_anyHistory_getsTheWindowsOfTheModel(@ForAll long seed) throws IOException {
        History history = new History(seed);
        Random random = new Random(~seed);
        history.change();
        for (int i = 0; i < 150; i++) {
            history.event();
            if (random.nextInt(20) == 0) {
                history.change();
            }
            if (random.nextInt(25) == 0) {
                history.restart();
            }
        }
        history.processor.close();
    }
}
