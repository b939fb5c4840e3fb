// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.arxsvgx.telemetry.condition.ConditionProvider;
import io.arxsvgx.telemetry.condition.Evaluation;
import io.arxsvgx.telemetry.condition.Parameter;
import io.arxsvgx.telemetry.condition.Verdicts;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rules.internal.window.FakeSeries;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** The contract of every condition. A subclass names the condition and rules that use each of its parameters. */
public abstract class ConditionContract {
    private static final int EVENTS = 400;

    public abstract ConditionProvider condition();

    public abstract List<AlertRule> rules();

    /** Whether the verdict of a rule depends on a window of values, which rules can share, instead of on all values. */
    public boolean hasWindow() {
        return true;
    }

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
    void rules_together_sayWhatEachSaysAlone() {
        FakeSeries together = new FakeSeries(condition(), rules());
        List<FakeSeries> alone = rules().stream()
                .map(rule -> new FakeSeries(condition(), List.of(rule)))
                .toList();
        Random random = new Random(1);
        for (int i = 0; i < EVENTS; i++) {
            double value = value(random, i);
            together.take(value);
            for (int rule = 0; rule < alone.size(); rule++) {
                assertThat(alone.get(rule).take(value))
                        .isEqualTo(together.verdicts().get(rule));
                assertAgree(alone.get(rule).explain(), together.explain(rule));
            }
        }
    }

    /** The sums of a shared window are computed again at other times, so that figures may differ in their last digits. */
    private static void assertAgree(Evaluation alone, Evaluation together) {
        assertThat(together.text()).isEqualTo(alone.text());
        assertThat(together.verdict()).isEqualTo(alone.verdict());
        assertThat(together.values()).isEqualTo(alone.values());
        double size = alone.values().stream().mapToDouble(Math::abs).max().orElse(0);
        if (!Double.isNaN(alone.computed())) {
            assertThat(together.computed()).isCloseTo(alone.computed(), within(1e-9 * size));
        }
    }

    @Test
    void restore_atAnyPoint_goesOnBitForBit() throws IOException {
        for (int point = 0; point < 250; point += 7) {
            FakeSeries original = new FakeSeries(condition(), rules());
            Random random = new Random(point);
            for (int i = 0; i < point; i++) {
                original.take(value(random, i));
            }
            FakeSeries restored = original.restored();
            for (int i = point; i < point + 150; i++) {
                double value = value(random, i);
                original.take(value);
                restored.take(value);
                assertThat(restored.verdicts()).isEqualTo(original.verdicts());
                for (int rule = 0; rule < rules().size(); rule++) {
                    assertThat(restored.explain(rule).computed())
                            .isEqualTo(Double.valueOf(original.explain(rule).computed()));
                    if (i % 10 == 9) {
                        assertThat(restored.save(rule)).isEqualTo(original.save(rule));
                    }
                }
            }
        }
    }

    @Test
    void restore_someRulesOnly_leavesTheOthersWarmingUpAnew() throws IOException {
        List<AlertRule> twice = List.of(rules().get(0), rules().get(0));
        FakeSeries original = new FakeSeries(condition(), twice);
        Random random = new Random(1);
        for (int i = 0; i < 60; i++) {
            original.take(value(random, i));
        }
        FakeSeries half = original.restoredEvents(twice);
        FakeSeries fresh = original.restoredEvents(twice);
        half.restore(1, original.save(1));
        for (int i = 60; i < EVENTS; i++) {
            double value = value(random, i);
            original.take(value);
            half.take(value);
            fresh.take(value);
            assertThat(half.verdicts().get(1)).isEqualTo(original.verdicts().get(1));
            if (!hasWindow()) {
                assertThat(half.verdicts().get(0)).isEqualTo(fresh.verdicts().get(0));
                continue;
            }
            // the verdict of a rule that joins a shared window is unknown until it has seen the whole window
            assertThat(half.verdicts().get(0)).isIn(fresh.verdicts().get(0), Evaluation.Verdict.UNKNOWN);
            if (i > 200) {
                assertThat(half.verdicts().get(0)).isEqualTo(original.verdicts().get(0));
            }
        }
    }

    @Test
    void restore_unknownVersion_isReadAndLeavesTheRuleWarmingUp() throws IOException {
        FakeSeries series = new FakeSeries(condition(), rules());
        byte[] fresh = series.save(0);
        FakeSeries original = new FakeSeries(condition(), rules());
        original.takeAll(new Random(1).doubles(50).toArray());
        byte[] state = original.save(0);
        state[3]++;
        assertThat(series.restore(0, state)).isFalse();
        assertThat(series.save(0)).isEqualTo(fresh);
    }

    @Test
    void restore_cutOff_throwsAndKeepsWhatWas() throws IOException {
        FakeSeries series = new FakeSeries(condition(), rules());
        Random random = new Random(1);
        for (int i = 0; i < 40; i++) {
            series.take(value(random, i));
        }
        byte[] state = series.save(0);
        for (int length = 0; length < state.length; length++) {
            byte[] cut = Arrays.copyOf(state, length);
            assertThatThrownBy(() -> series.restore(0, cut)).isInstanceOf(IOException.class);
        }
        assertThat(series.save(0)).isEqualTo(state);
    }

    @Test
    void restore_damagedState_isRefusedOrTakenAndNeverBreaksTheSeries() throws IOException {
        FakeSeries series = new FakeSeries(condition(), rules());
        Random random = new Random(1);
        for (int i = 0; i < 130; i++) {
            series.take(value(random, i));
        }
        for (int i = 0; i < 500; i++) {
            int rule = random.nextInt(rules().size());
            byte[] state = series.save(rule);
            state[random.nextInt(Math.min(state.length, 60))] ^= (byte) (1 << random.nextInt(8));
            FakeSeries damaged = series.restoredEvents(rules());
            try {
                damaged.restore(rule, state);
            } catch (IOException expected) {
                assertThat(expected.getMessage()).isNotBlank();
            }
            for (int event = 0; event < 120; event++) {
                damaged.evaluate(value(random, event), event, IgnoredVerdicts.INSTANCE);
            }
            assertThat(damaged.explain(rule).text()).isNotBlank();
        }
    }

    @Test
    void evaluate_afterWarmUp_allocatesNothing() {
        FakeSeries series = new FakeSeries(condition(), rules());
        Verdicts ignored = IgnoredVerdicts.INSTANCE;
        double[] values = new Random(1).doubles(20_000, 0, 100).toArray();
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < 10; round++) {
            long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < values.length; i++) {
                series.evaluate(values[i], (round * values.length + i) * 1_000_000L, ignored);
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertThat(least).as("bytes for 20,000 events").isLessThan(1_000);
    }

    /** Values with breaches, recoveries, constant stretches and outliers among them. */
    private static double value(Random random, int i) {
        if (i % 90 > 70) {
            return 70;
        }
        return i % 41 == 17 ? 1e15 : 70 + 10 * random.nextGaussian();
    }
}
