// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.internal.ingest.SeriesHandle;
import io.arxsvgx.telemetry.text.LabelSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The registry, compared with a map: the limit, expiry, and handles that outlast it. */
class SeriesRegistryProperties {
    private static final int MAX_SERIES = 5;
    private static final int MAX_OF_TYPE = 2;
    private static final int NAMES = 12;

    private enum What {
        FIND,
        RESOLVE,
        FORGET_OLD,
        SWEEP_SOME
    }

    private record Operation(What what, int name, int handle) {}

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, NAMES - 1),
                        Arbitraries.integers().between(0, 1))
                .as(Operation::new)
                .list()
                .ofMaxSize(120);
    }

    /** A host's handle. */
    private static final class Handle extends SeriesHandle {
        private long token = NO_TOKEN;

        Handle(int name) {
            super(source(name), type(name), labels(name));
        }

        @Override
        public long token() {
            return token;
        }

        @Override
        public void token(long dealt) {
            token = dealt;
        }
    }

    /** Two handles for each series: of types 0 to 2, some of which differ by labels alone. */
    private static Handle[][] handles() {
        Handle[][] handles = new Handle[NAMES][2];
        for (int i = 0; i < NAMES; i++) {
            for (int j = 0; j < 2; j++) {
                handles[i][j] = new Handle(i);
            }
        }
        return handles;
    }

    private static String source(int name) {
        return String.valueOf((char) ('a' + name / 6));
    }

    private static String type(int name) {
        return "type" + name % 3;
    }

    private static LabelSet labels(int name) {
        return name % 6 < 3 ? LabelSet.EMPTY : LabelSet.of(Map.of("site", "x"));
    }

    @Property
    void operations_any_agreeWithAMap(@ForAll("operations") List<Operation> operations) {
        SeriesRegistry registry = new SeriesRegistry(MAX_SERIES, 10_000, 5);
        Handle[][] handles = handles();
        Map<Integer, SeriesState> model = new HashMap<>();
        long clock = 0;
        for (Operation operation : operations) {
            clock++;
            int name = operation.name;
            switch (operation.what) {
                case FIND -> note(model, name, registry.find(source(name), type(name), labels(name)), clock);
                case RESOLVE -> {
                    Handle handle = handles[name][operation.handle];
                    SeriesState found = registry.find(handle);
                    note(model, name, found, clock);
                    assertThat(handle.token).isEqualTo(found == null ? SeriesHandle.NO_TOKEN : found.token);
                }
                case FORGET_OLD -> {
                    long since = clock - 4;
                    // one round may skip a series that replaces a removed one; the next does not
                    registry.sweep(MAX_SERIES, since);
                    registry.sweep(MAX_SERIES, since);
                    registry.sweep(MAX_SERIES, since);
                    model.values().removeIf(series -> series.clock < since);
                }
                case SWEEP_SOME -> {
                    registry.sweep(2, clock - 4);
                    model.values().removeIf(series -> series.token == SeriesHandle.NO_TOKEN);
                }
            }
            agree(registry, model);
        }
    }

    private static void note(Map<Integer, SeriesState> model, int name, SeriesState found, long clock) {
        SeriesState known = model.get(name);
        long ofType = model.keySet().stream()
                .filter(other -> type(other).equals(type(name)))
                .count();
        if (known == null && (model.size() == MAX_SERIES || ofType == MAX_OF_TYPE)) {
            assertThat(found).isNull();
            return;
        }
        assertThat(found).isNotNull();
        assertThat(found.source()).isEqualTo(source(name));
        assertThat(found.type()).isEqualTo(type(name));
        assertThat(found.labels.isSame(labels(name))).isTrue();
        if (known != null) {
            assertThat(found).isSameAs(known);
        }
        found.clock = clock;
        model.put(name, found);
    }

    private static void agree(SeriesRegistry registry, Map<Integer, SeriesState> model) {
        assertThat(registry.size()).isEqualTo(model.size()).isLessThanOrEqualTo(MAX_SERIES);
        assertThat(registry.all()).containsExactlyInAnyOrderElementsOf(model.values());
        model.forEach((name, series) -> assertThat(registry.registered(source(name), type(name), labels(name)))
                .isSameAs(series));
        assertThat(registry.types().values()).noneMatch(TypeIndex::isUnused);
    }
}
