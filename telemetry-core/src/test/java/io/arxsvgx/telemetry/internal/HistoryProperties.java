// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ring of kept values against a list. */
class HistoryProperties {
    @Property(tries = 300)
    void copy_anyCountAndBudget_isTheNewestOfAList(
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(max = 200) int budget,
            @ForAll @IntRange(max = 300) int most) {
        History history = new History(new History.Budget(budget));
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            history.add(1_000L + i, i * 0.5);
            all.add(i * 0.5);
        }
        int capacity = capacity(budget, count);
        int kept = Math.min(most, Math.min(count, capacity));
        // of a full ring the oldest is left out, which the loop may be overwriting
        int expected = kept == capacity ? Math.max(0, kept - 1) : kept;

        History.Copy copy = history.copy(most);

        assertThat(copy.values).hasSize(expected);
        for (int i = 0; i < copy.values.length; i++) {
            int index = count - copy.values.length + i;
            assertThat(copy.values[i]).isEqualTo(all.get(index));
            assertThat(copy.times[i]).isEqualTo(1_000L + index);
        }
    }

    /** Starts with at most 16 out of the budget, doubles while as much stays behind. */
    private static int capacity(int budget, int count) {
        int capacity = Math.min(16, Integer.highestOneBit(budget));
        int left = budget - capacity;
        while (capacity > 0 && count > capacity && capacity <= left / 2) {
            left -= capacity;
            capacity *= 2;
        }
        return capacity;
    }

    @Property(tries = 200)
    void newest_anyCount_isTheEndOfTheList(
            @ForAll @IntRange(max = 300) int count, @ForAll @IntRange(max = 64) int wanted) {
        History history = new History(new History.Budget(128));
        for (int i = 0; i < count; i++) {
            history.add(i, i);
        }
        double[] into = new double[wanted];

        int got = history.newest(into);

        assertThat(got).isEqualTo(Math.min(wanted, Math.min(count, capacity(128, count))));
        for (int i = 0; i < got; i++) {
            assertThat(into[i]).isEqualTo(count - got + i);
        }
    }

    @Property(tries = 200)
    void rings_ofManySeries_stayWithinTheBudgetAndGiveItBack(
            @ForAll @IntRange(max = 1_000) int size, @ForAll @IntRange(min = 1, max = 20) int series) {
        History.Budget budget = new History.Budget(size);
        List<History> rings = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            rings.add(new History(budget));
        }
        for (int i = 0; i < 200; i++) {
            for (History ring : rings) {
                ring.add(i, i);
            }
        }

        int kept =
                rings.stream().mapToInt(ring -> ring.newest(new double[1_000])).sum();
        assertThat(kept).isLessThanOrEqualTo(size);
        rings.forEach(History::release);
        assertThat(budget.takeAll(size / 2)).isTrue();
        assertThat(budget.takeAll(size)).isEqualTo(size == 0);
    }

    @Property(tries = 100)
    void release_ring_keepsNothing(@ForAll @IntRange(max = 100) int count) {
        History history = new History(new History.Budget(64));
        for (int i = 0; i < count; i++) {
            history.add(i, i);
        }
        history.release();
        history.add(1, 1);

        assertThat(history.copy(10).values).isEmpty();
    }
}
