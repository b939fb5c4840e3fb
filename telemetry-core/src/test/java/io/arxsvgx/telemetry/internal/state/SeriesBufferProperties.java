// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ring of kept values, compared with a list. */
class SeriesBufferProperties {
    private static SeriesState series(SeriesBuffer.Budget budget) {
        return new SeriesState("s", new TypeIndex("t"), LabelSet.EMPTY, budget);
    }

    @Property(tries = 300)
    void copy_anyCountAndBudget_isTheNewestOfAList(
            @ForAll @IntRange(max = 400) int count,
            @ForAll @IntRange(max = 200) int budget,
            @ForAll @IntRange(max = 300) int most) {
        SeriesState history = series(new SeriesBuffer.Budget(budget));
        List<Double> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            history.addWithRoom(1_000L + i, i * 0.5);
            all.add(i * 0.5);
        }
        int capacity = capacity(budget, count);
        int kept = Math.min(most, Math.min(count, capacity));
        // a full ring is copied without the oldest value, which the loop may be overwriting; without budget the newest
        // is kept
        int expected = capacity <= 1 ? Math.min(most, Math.min(count, 1)) : kept == capacity ? kept - 1 : kept;

        SeriesBuffer.Copy copy = history.copy(most);

        assertThat(copy.values).hasSize(expected);
        assertThat(copy.count).isEqualTo(count);
        assertThat(copy.kept).isEqualTo(history.copy(Integer.MAX_VALUE).values.length);
        for (int i = 0; i < copy.values.length; i++) {
            int index = count - copy.values.length + i;
            assertThat(copy.values[i]).isEqualTo(all.get(index));
            assertThat(copy.times[i]).isEqualTo(1_000L + index);
        }
    }

    /** Allocates at most 16 of the budget at first, and doubles while at least as many remain. */
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
        SeriesState history = series(new SeriesBuffer.Budget(128));
        for (int i = 0; i < count; i++) {
            history.addWithRoom(i, i);
        }
        List<Double> got = history.newest(wanted);

        // at least 16 are kept, independent of the budget
        assertThat(got).hasSize(Math.min(wanted, Math.min(count, Math.max(16, capacity(128, count)))));
        for (int i = 0; i < got.size(); i++) {
            assertThat(got.get(i)).isEqualTo(count - got.size() + i);
        }
    }

    @Property(tries = 200)
    void rings_ofManySeries_stayWithinTheBudgetAndGiveItBack(
            @ForAll @IntRange(max = 1_000) int size, @ForAll @IntRange(min = 1, max = 20) int series) {
        SeriesBuffer.Budget budget = new SeriesBuffer.Budget(size);
        List<SeriesState> rings = new ArrayList<>();
        for (int i = 0; i < series; i++) {
            rings.add(series(budget));
        }
        for (int i = 0; i < 200; i++) {
            for (SeriesState ring : rings) {
                ring.addWithRoom(i, i);
            }
        }

        int kept =
                rings.stream().mapToInt(ring -> ring.copy(1_000).values.length).sum();
        // each keeps its newest value beyond the budget
        assertThat(kept).isLessThanOrEqualTo(size + series);
        rings.forEach(SeriesState::release);
        assertThat(budget.takeAll(size / 2)).isTrue();
        assertThat(budget.takeAll(size)).isEqualTo(size == 0);
    }

    @Property(tries = 100)
    void release_ring_keepsNothing(@ForAll @IntRange(max = 100) int count) {
        SeriesState history = series(new SeriesBuffer.Budget(64));
        for (int i = 0; i < count; i++) {
            history.addWithRoom(i, i);
        }
        history.release();
        history.addWithRoom(1, 1);

        assertThat(history.copy(10).values).isEmpty();
    }
}
