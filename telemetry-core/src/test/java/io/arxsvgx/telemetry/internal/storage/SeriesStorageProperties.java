// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

/** The numbers of a series against lists of all values and times, whatever is wanted, and after restarts. */
class SeriesStorageProperties {
    private enum What {
        ADD,
        WANT,
        STATE_SLOTS,
        RESTART
    }

    private record Operation(What what, int first, int second) {}

    @Provide
    Arbitrary<List<Operation>> operations() {
        return Combinators.combine(
                        Arbitraries.of(What.class),
                        Arbitraries.integers().between(0, 80),
                        Arbitraries.integers().between(0, 80))
                .as(Operation::new)
                .list()
                .ofMaxSize(25);
    }

    @Property(tries = 1_000)
    void operations_any_agreeWithLists(
            @ForAll @IntRange(max = 4) int room, @ForAll("operations") List<Operation> operations) throws IOException {
        Model model = new Model(1 << room);
        for (Operation operation : operations) {
            switch (operation.what) {
                case ADD -> model.add(operation.first);
                case WANT -> model.want(operation.first, operation.second);
                case STATE_SLOTS -> model.stateSlots(operation.first % 5);
                case RESTART -> model.restart();
            }
            model.agreesOnEvents();
            model.agreesOnStateSlots();
            for (int most : new int[] {0, 1, 10, 1_000}) {
                model.agreesOnCopy(most);
            }
        }
    }

    /** A series, all that it was given, and how much of that it must have. */
    private static final class Model {
        private final int room;
        private SeriesStorage series;
        private final List<Double> values = new ArrayList<>();
        private final List<Long> times = new ArrayList<>();
        private long[] slots = {};
        private int wantedValues = 16;
        private int wantedTimes;
        private int keptValues;
        private int keptTimes;

        Model(int room) {
            this.room = room;
            series = new SeriesStorage("s", "t", room);
            wantedTimes = room;
        }

        void add(int number) {
            for (int i = 0; i < number; i++) {
                if (series.count() == series.growsAt()) {
                    series.grow();
                }
                long time = 1_000L + times.size();
                double value = values.size() + 0.5;
                series.add(time, value);
                times.add(time);
                values.add(value);
                keptValues = Math.min(keptValues + 1, wantedValues);
                keptTimes = Math.min(keptTimes + 1, wantedTimes);
            }
        }

        void want(int newestValues, int newestTimes) {
            series.want(newestValues, newestTimes);
            wantedValues = Math.max(wantedValues, newestValues);
            wantedTimes = Math.max(wantedTimes, newestTimes);
        }

        void stateSlots(int number) {
            series.stateSlots(number);
            slots = new long[number];
            agreesOnStateSlots();
            for (int at = 0; at < number; at++) {
                slots[at] = -1L - at;
                series.stateLong(at, slots[at]);
            }
        }

        void restart() throws IOException {
            ByteArrayOutputStream saved = new ByteArrayOutputStream();
            SeriesCodec.save(series, new DataOutputStream(saved));
            DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));
            series = new SeriesStorage("s", "t", room);
            SeriesCodec.restore(series, in);
            assertThat(in.available()).isZero();
            slots = new long[0];
            wantedValues = Math.max(16, keptValues);
            wantedTimes = Math.max(room, keptTimes);
        }

        void agreesOnEvents() {
            int count = values.size();
            assertThat(series.count()).isEqualTo(count);
            assertThat(series.kept()).isBetween(keptValues, count);
            for (int age = 0; age < series.kept(); age++) {
                assertThat(series.valueAgo(age)).isEqualTo(values.get(count - 1 - age));
            }
            assertThat(series.keptTimes()).isBetween(keptTimes, count);
            for (int age = 0; age < series.keptTimes(); age++) {
                assertThat(series.timeAgo(age)).isEqualTo(times.get(count - 1 - age));
            }
        }

        void agreesOnStateSlots() {
            for (int at = 0; at < slots.length; at++) {
                assertThat(series.stateLong(at)).isEqualTo(slots[at]);
            }
        }

        void agreesOnCopy(int most) {
            int count = values.size();
            long[] copiedTimes = new long[most];
            double[] copiedValues = new double[most];
            int copied = series.copyNewest(count, most, copiedTimes, copiedValues);

            int kept = Math.min(most, Math.min(series.kept(), series.keptTimes()));
            // the oldest event of a full ring is omitted: it may be overwritten meanwhile
            assertThat(copied).isBetween(Math.max(0, kept - 1), kept);
            for (int i = 0; i < copied; i++) {
                assertThat(copiedTimes[i]).isEqualTo(times.get(count - copied + i));
                assertThat(copiedValues[i]).isEqualTo(values.get(count - copied + i));
            }
        }
    }
}
