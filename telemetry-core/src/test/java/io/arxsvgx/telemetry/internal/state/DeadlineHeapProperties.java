// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The heap of deadlines, compared with a map that is searched. */
class DeadlineHeapProperties {
    private static final int SERIES = 12;

    private enum What {
        FILE_AT_LATEST,
        REFILE,
        REMOVE,
        REMOVE_FIRST
    }

    private record Operation(What what, int series, long key) {}

    @Provide
    Arbitrary<List<Operation>> operations() {
        Arbitrary<Long> keys = Arbitraries.oneOf(
                Arbitraries.longs().between(-20, 20),
                // the monotonic clock may overflow; keys are compared by their difference
                Arbitraries.of(Long.MAX_VALUE / 4, -Long.MAX_VALUE / 4));
        return Combinators.combine(
                        Arbitraries.of(What.class), Arbitraries.integers().between(0, SERIES - 1), keys)
                .as(Operation::new)
                .list()
                .ofMaxSize(80);
    }

    @Property
    void operations_any_keepTheLeastKeyOnTop(@ForAll("operations") List<Operation> operations) {
        DeadlineHeap heap = new DeadlineHeap();
        SeriesState[] series = new SeriesState[SERIES];
        for (int i = 0; i < SERIES; i++) {
            series[i] = new SeriesState("s" + i, new TypeIndex("t"), LabelSet.EMPTY, new SeriesBuffer.Budget(0));
        }
        Map<Integer, Long> model = new TreeMap<>();
        for (Operation operation : operations) {
            apply(operation, heap, series, model);

            assertThat(heap.size()).isEqualTo(model.size());
            SeriesState first = heap.first();
            assertThat(first == null ? null : first.heapKey)
                    .isEqualTo(model.values().stream().min(Long::compare).orElse(null));
            model.forEach((index, key) -> assertThat(series[index].heapKey).isEqualTo(key));
        }
        drained(heap, model.size());
    }

    private static void apply(Operation operation, DeadlineHeap heap, SeriesState[] series, Map<Integer, Long> model) {
        switch (operation.what) {
            case FILE_AT_LATEST -> {
                heap.setKeyAtLatest(series[operation.series], operation.key);
                model.merge(operation.series, operation.key, Math::min);
            }
            case REFILE -> {
                heap.setKey(series[operation.series], operation.key);
                model.put(operation.series, operation.key);
            }
            case REMOVE -> {
                heap.remove(series[operation.series]);
                model.remove(operation.series);
            }
            case REMOVE_FIRST -> {
                SeriesState first = heap.first();
                if (first != null) {
                    heap.remove(first);
                    model.remove(Integer.parseInt(first.source().substring(1)));
                }
            }
        }
    }

    private static void drained(DeadlineHeap heap, int expected) {
        long last = Long.MIN_VALUE;
        int count = 0;
        for (SeriesState first = heap.first(); first != null; first = heap.first()) {
            assertThat(first.heapKey).isGreaterThanOrEqualTo(last);
            last = first.heapKey;
            heap.remove(first);
            assertThat(first.heapIndex).isNegative();
            count++;
        }
        assertThat(count).isEqualTo(expected);
    }
}
