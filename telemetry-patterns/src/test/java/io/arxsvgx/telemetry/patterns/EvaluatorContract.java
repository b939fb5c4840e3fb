// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.patterns;

import static io.arxsvgx.telemetry.patterns.EvaluatedSeries.SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The contract of the conditions of this module. A subclass names the condition and rules that use each of its parameters. */
abstract class EvaluatorContract {
    abstract ConditionProvider condition();

    abstract List<AlertRule> rules();

    @Test
    void kind_serviceLoader_isFound() {
        assertThat(ServiceLoader.load(ConditionProvider.class))
                .extracting(ConditionProvider::kind)
                .contains(condition().kind());
    }

    @Test
    void parameters_all_areNamedOnceAndExplained() {
        assertThat(condition().parameters()).extracting(Parameter::name).doesNotHaveDuplicates();
        assertThat(condition().parameters()).extracting(Parameter::meaning).allMatch(text -> text.endsWith("."));
        assertThat(condition().description()).endsWith(".");
    }

    @Test
    void warmUpRules_areValid() {
        for (AlertRule.Builder builder : condition().warmUpRules()) {
            AlertRule rule = builder.on("temperature").build();
            Parameter.checkAll(condition().parameters(), rule.parameters());
            condition().check(rule);
            assertThat(condition().evaluator(List.of(rule)).stateSlots()).isPositive();
        }
    }

    @Test
    void rules_together_haveTheVerdictsThatEachHasAlone() {
        EvaluatedSeries together = new EvaluatedSeries(condition(), rules());
        List<EvaluatedSeries> alone = rules().stream()
                .map(rule -> new EvaluatedSeries(condition(), List.of(rule)))
                .toList();
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            double value = value(random, i);
            long time = time(random, i);
            together.add(value, time);
            for (int rule = 0; rule < alone.size(); rule++) {
                alone.get(rule).add(value, time);
                assertAgree(together, rule, alone.get(rule), 0);
            }
        }
    }

    private static void assertAgree(EvaluatedSeries one, int rule, EvaluatedSeries other, int otherRule) {
        Evaluation expected = other.explain(otherRule);
        Evaluation actual = one.explain(rule);
        assertThat(one.verdicts().get(rule)).isEqualTo(other.verdicts().get(otherRule));
        assertThat(actual.text()).isEqualTo(expected.text());
        assertThat(actual.values()).isEqualTo(expected.values());
        assertThat(actual.computed()).isEqualTo(Double.valueOf(expected.computed()));
    }

    @Test
    void restore_atAnyPointAndIndex_continuesBitForBit() throws IOException {
        for (int point = 0; point < 700; point += 41) {
            EvaluatedSeries original = new EvaluatedSeries(condition(), rules());
            Random random = new Random(point);
            for (int i = 0; i < point; i++) {
                original.add(value(random, i), time(random, i));
            }
            List<AlertRule> shuffled = new ArrayList<>(rules());
            Collections.shuffle(shuffled, random);
            EvaluatedSeries restored = original.restored(shuffled);
            for (int i = point; i < point + 70; i++) {
                double value = value(random, i);
                long time = time(random, i);
                original.add(value, time);
                restored.add(value, time);
                for (int rule = 0; rule < rules().size(); rule++) {
                    int index = shuffled.indexOf(rules().get(rule));
                    assertAgree(restored, index, original, rule);
                    assertThat(restored.save(index)).isEqualTo(original.save(rule));
                }
            }
        }
    }

    @Test
    void add_toALiveSeries_beginsWithTheNextEvent() throws IOException {
        EvaluatedSeries before = new EvaluatedSeries(condition(), rules());
        Random random = new Random(3);
        for (int i = 0; i < 300; i++) {
            before.add(value(random, i), time(random, i));
        }
        EvaluatedSeries live = before.restoredEvents(rules());
        EvaluatedSeries fresh = new EvaluatedSeries(condition(), rules());
        for (int rule = 0; rule < rules().size(); rule++) {
            assertThat(live.explain(rule).text()).startsWith("warming up: 0 of ");
        }
        for (int i = 300; i < 900; i++) {
            double value = value(random, i);
            long time = time(random, i);
            live.add(value, time);
            fresh.add(value, time);
            for (int rule = 0; rule < rules().size(); rule++) {
                assertThat(live.verdicts()).isEqualTo(fresh.verdicts());
                assertThat(live.explain(rule).text())
                        .isEqualTo(fresh.explain(rule).text());
            }
        }
    }

    @Test
    void restore_someRulesOnly_leavesTheOthersWarmingUp() throws IOException {
        List<AlertRule> twice = List.of(rules().get(0), rules().get(0));
        EvaluatedSeries original = new EvaluatedSeries(condition(), twice);
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            original.add(value(random, i), time(random, i));
        }
        EvaluatedSeries half = original.restoredEvents(twice);
        EvaluatedSeries fresh = original.restoredEvents(twice);
        half.restore(1, original.save(1));
        for (int i = 200; i < 600; i++) {
            double value = value(random, i);
            long time = time(random, i);
            original.add(value, time);
            half.add(value, time);
            fresh.add(value, time);
            assertAgree(half, 1, original, 1);
            assertAgree(half, 0, fresh, 0);
        }
    }

    @Test
    void restore_unknownVersion_leavesTheRuleWarmingUp() throws IOException {
        EvaluatedSeries series = new EvaluatedSeries(condition(), rules());
        byte[] fresh = series.save(0);
        EvaluatedSeries original = filled();
        byte[] state = original.save(0);
        state[3]++;

        assertThat(series.restore(0, state)).isFalse();

        assertThat(series.save(0)).isEqualTo(fresh);
    }

    private EvaluatedSeries filled() {
        EvaluatedSeries series = new EvaluatedSeries(condition(), rules());
        Random random = new Random(1);
        for (int i = 0; i < 450; i++) {
            series.add(value(random, i), time(random, i));
        }
        return series;
    }

    @Test
    void restore_cutOff_throwsAndKeepsWhatWas() throws IOException {
        EvaluatedSeries series = filled();
        byte[] state = series.save(0);
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> series.restore(0, cut)).isInstanceOf(IOException.class);
        }
        assertThat(series.save(0)).isEqualTo(state);
    }

    @Test
    void restore_damagedState_isRejectedOrContinuesWithoutAFault() throws IOException {
        EvaluatedSeries series = filled();
        Random random = new Random(1);
        int accepted = 0;
        for (int i = 0; i < 400; i++) {
            int rule = random.nextInt(rules().size());
            byte[] state = series.save(rule);
            state[8 + random.nextInt(state.length - 8)] ^= (byte) (1 << random.nextInt(8));
            accepted += continues(series, rule, state, random) ? 1 : 0;
        }
        assertThat(accepted).isPositive();
    }

    @Test
    void restore_randomNumbers_isRejectedOrContinuesWithoutAFault() throws IOException {
        EvaluatedSeries series = filled();
        Random random = new Random(2);
        for (int i = 0; i < 400; i++) {
            int rule = random.nextInt(rules().size());
            continues(series, rule, withRandomNumbers(series, rule, random), random);
        }
    }

    /** Returns the state of a rule with some slots, and all numbers of the arrays, replaced by numbers of any size. */
    private static byte[] withRandomNumbers(EvaluatedSeries series, int rule, Random random) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        int[] slots = series.evaluator().stateSlotsOf(rule);
        out.writeInt(series.evaluator().stateVersion());
        out.writeInt(-1 - slots.length);
        for (int slot : slots) {
            out.writeLong(
                    random.nextInt(3) == 0 ? number(random) : series.context().stateLong(slot));
        }
        for (int slot : slots) {
            int length = random.nextInt(4) == 0
                    ? random.nextInt(5)
                    : series.context().stateArray(slot).length;
            out.writeInt(length);
            for (int i = 0; i < length; i++) {
                out.writeLong(number(random));
            }
        }
        return bytes.toByteArray();
    }

    private static long number(Random random) {
        return switch (random.nextInt(4)) {
            case 0 -> random.nextInt(3);
            case 1 -> random.nextInt(1_000);
            case 2 -> Double.doubleToRawLongBits(random.nextGaussian());
            default -> random.nextLong();
        };
    }

    /** Restores a state into a copy of a series, and evaluates events; returns whether the state was accepted. */
    private boolean continues(EvaluatedSeries series, int rule, byte[] state, Random random) throws IOException {
        EvaluatedSeries damaged = series.restoredEvents(rules());
        byte[] fresh = damaged.save(rule);
        boolean isAccepted = true;
        try {
            damaged.restore(rule, state);
        } catch (IOException rejected) {
            assertThat(damaged.save(rule)).isEqualTo(fresh);
            isAccepted = false;
        }
        assertThat(damaged.explain(rule).text()).isNotBlank();
        for (int event = 0; event < 100; event++) {
            damaged.add(value(random, event), time(random, 450 + event));
        }
        return isAccepted;
    }

    @Test
    void evaluate_extremeValuesAndTimes_hasNoFault() {
        double[] extremes = {
            0, -0.0, 1, -1, 1e308, -1e308, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE, 1e-310, -1e-200, 1e15
        };
        long[] times = {0, 1, -1, SECOND, Long.MAX_VALUE, Long.MIN_VALUE, Long.MAX_VALUE - 5, 1_750_000_000 * SECOND};
        Random random = new Random(4);
        for (int run = 0; run < 12; run++) {
            EvaluatedSeries series = new EvaluatedSeries(condition(), rules());
            int values = 1 + random.nextInt(extremes.length);
            int clocks = 1 + random.nextInt(times.length);
            for (int i = 0; i < 400; i++) {
                long time = run % 2 == 0 ? i * SECOND : times[random.nextInt(clocks)];
                series.add(extremes[random.nextInt(values)], time);
                for (int rule = 0; rule < rules().size(); rule++) {
                    assertThat(series.explain(rule).computed()).isNotInfinite();
                }
            }
        }
    }

    @Test
    void evaluate_afterWarmUp_allocatesNothing() {
        EvaluatedSeries series = new EvaluatedSeries(condition(), rules());
        Random random = new Random(1);
        double[] values = new double[20_000];
        Arrays.setAll(values, i -> value(random, i));
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 8; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < values.length; i++) {
                series.evaluate(values[i], (round * 20_000L + i) * SECOND, UnreadVerdicts.INSTANCE);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 20,000 events").isLessThan(1_000);
    }

    /** Values with seasons, trends, constant stretches, changes of level and spread, and outliers among them. */
    private static double value(Random random, int i) {
        int part = i / 150 % 6;
        double noise = random.nextGaussian();
        if (i % 97 == 40) {
            return 1e15;
        }
        return switch (part) {
            case 0 -> 70 + noise;
            case 1 -> 70 + 10 * Math.sin(2 * Math.PI * i / 12) + noise;
            case 2 -> 90 + 0.2 * (i % 150) + 0.5 * noise;
            case 3 -> 70;
            case 4 -> 50 + 8 * noise;
            default -> Math.rint(60 + noise);
        };
    }

    /** Times a second apart, with gaps, equal times and late ones among them. */
    private static long time(Random random, int i) {
        long late = i % 31 == 7 ? random.nextInt(5) * SECOND : 0;
        return (i + i / 200 * 300L - (i % 53 == 11 ? 1 : 0)) * SECOND - late;
    }
}
