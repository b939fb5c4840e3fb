// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.label;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.rule.Combination;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The tree of the members' newest values agrees with a map of them. */
class CombinedValuesProperties {
    private enum What {
        JOIN,
        SET,
        SET_AGAIN,
        LEAVE,
        EXPIRE,
        SHIFT
    }

    private record Operation(What what, int member, int value) {}

    private record Kept(double value, long time) {}

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 19),
                        Arbitraries.integers().between(-50, 50))
                .as(Operation::new)
                .list()
                .ofMaxSize(200);
    }

    @Property
    void operations_any_agreeWithAMap(@ForAll Combination combine, @ForAll("operations") List<Operation> operations) {
        CombinedValues values = new CombinedValues(combine);
        Map<Integer, Integer> places = new HashMap<>();
        Map<Integer, Kept> model = new HashMap<>();
        long time = 0;
        long shift = 0;
        for (Operation operation : operations) {
            time += 10;
            int member = operation.member;
            Integer place = places.get(member);
            switch (operation.what) {
                case JOIN, SET, SET_AGAIN -> {
                    if (place == null) {
                        place = values.join();
                        assertThat(places.values()).doesNotContain(place);
                        places.put(member, place);
                    }
                    values.set(place, operation.value, time + shift);
                    model.put(member, new Kept(operation.value, time));
                }
                case LEAVE -> {
                    if (place != null) {
                        values.leave(place);
                        places.remove(member);
                        model.remove(member);
                    }
                }
                case EXPIRE -> {
                    long before = time - 200;
                    values.expire(before + shift);
                    model.values().removeIf(kept -> kept.time < before);
                }
                case SHIFT -> {
                    values.shift(7);
                    shift += 7;
                }
            }
            assertThat(values.count()).isEqualTo(model.size());
            assertThat(Double.valueOf(values.value())).isEqualTo(Double.valueOf(expected(combine, model.values())));
        }
    }

    private static double expected(Combination combine, Collection<Kept> kept) {
        var values = kept.stream().mapToDouble(Kept::value);
        return kept.isEmpty()
                ? Double.NaN
                : switch (combine) {
                    case SUM -> values.sum();
                    case AVG -> values.average().orElseThrow();
                    case MIN -> values.min().orElseThrow();
                    case MAX -> values.max().orElseThrow();
                };
    }
}
