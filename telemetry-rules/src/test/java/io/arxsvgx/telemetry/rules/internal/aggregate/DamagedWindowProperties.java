// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.aggregate;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.IgnoredVerdicts;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A damaged state is refused, or the rule continues with other figures; it never fails. */
class DamagedWindowProperties {
    private static final List<ConditionProvider> CONDITIONS = List.of(
            new AggregateCondition(),
            new RateCondition(),
            new CountCondition(),
            new StatusRatioCondition(),
            new RatioCondition());

    private static AlertRule rule(ConditionProvider condition, Random random) {
        List<String> functions = List.of("avg", "min", "sum", "stddev", "quantile");
        String function = functions.get(random.nextInt(functions.size()));
        AlertRule.Builder rule = FakeSeries.rule(condition, "operator", ">", "value", 40, "within", 30).toBuilder();
        return switch (condition.kind()) {
            case "aggregate" -> {
                rule.parameter("function", function);
                yield (function.equals("quantile") ? rule.parameter("quantile", 0.7) : rule).build();
            }
            case "rate" -> rule.parameter("counter", random.nextBoolean()).build();
            case "count" -> rule.parameter("times", 3).build();
            case "status_ratio" -> rule.parameter("status", List.of("ERROR")).build();
            default ->
                rule.parameter("numerator", Map.of("count", random.nextBoolean()))
                        .parameter("denominator", Map.of("count", random.nextBoolean()))
                        .build();
        };
    }

    @Property(tries = 3_000, seed = "20261220", edgeCases = EdgeCasesMode.NONE)
    void restore_anyDamage_neverFails(
            @ForAll @IntRange(max = 4) int kind, @ForAll @IntRange(min = 1, max = 4) int faults, @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        ConditionProvider condition = CONDITIONS.get(kind);
        List<AlertRule> rules = List.of(rule(condition, random));
        FakeSeries series = new FakeSeries(condition, rules);
        for (int i = 0; i < 60; i++) {
            series.take(random.nextInt(100));
        }
        byte[] state = series.save(0);
        for (int i = 0; i < faults; i++) {
            damage(state, random);
        }
        FakeSeries damaged = series.restoredEvents(rules);
        try {
            damaged.restore(0, state);
        } catch (IOException expected) {
            assertThat(expected.getMessage()).isNotBlank();
        }
        assertThat(damaged.explain().text()).isNotBlank();
        for (int i = 50; i < 120; i++) {
            damaged.evaluate(random.nextInt(100), i * 1_000_000_000L, IgnoredVerdicts.INSTANCE);
            assertThat(damaged.explain().text()).isNotBlank();
        }
    }

    /** Inverts a bit, or replaces a number by an extreme one; not the version, and not the lengths. */
    private static void damage(byte[] state, Random random) {
        if (random.nextBoolean()) {
            state[8 + random.nextInt(state.length - 8)] ^= (byte) (1 << random.nextInt(8));
            return;
        }
        long[] extremes = {
            0,
            -1,
            1,
            Long.MAX_VALUE,
            Long.MIN_VALUE,
            Integer.MAX_VALUE,
            Double.doubleToLongBits(Double.NaN),
            Double.doubleToLongBits(Double.MAX_VALUE),
            Double.doubleToLongBits(Double.NEGATIVE_INFINITY)
        };
        long number = extremes[random.nextInt(extremes.length)];
        // the six slots, the length of the array of the first one, and its numbers
        int numbers = (state.length - 8 - 6 * Long.BYTES - 6 * Integer.BYTES) / Long.BYTES;
        int place = random.nextInt(6 + numbers);
        int at = place < 6 ? 8 + place * Long.BYTES : 8 + 6 * Long.BYTES + Integer.BYTES + (place - 6) * Long.BYTES;
        for (int i = 0; i < Long.BYTES; i++) {
            state[at + i] = (byte) (number >>> (Long.SIZE - Byte.SIZE * (i + 1)));
        }
    }
}
