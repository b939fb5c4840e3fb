// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.internal.storage.SeriesBuffer;
import io.arxsvgx.telemetry.internal.storage.SeriesCodec;
import io.arxsvgx.telemetry.internal.storage.SeriesStorage;
import io.arxsvgx.telemetry.text.LabelSet;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

/** Rings that are enlarged or restored hold fewer events than they have room for. */
class SeriesStorageTest {
    private static SeriesStorage seriesOf(int events) {
        SeriesStorage series = new SeriesStorage("s", "t", 16);
        add(series, events);
        return series;
    }

    private static void add(SeriesStorage series, int events) {
        for (int i = 0; i < events; i++) {
            if (series.count() == series.growsAt()) {
                series.grow();
            }
            series.add(1_000 + series.count(), series.count() + 0.5);
        }
    }

    private static DataInputStream saved(SeriesStorage series) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        SeriesCodec.save(series, new DataOutputStream(bytes));
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @Test
    void want_eventsWereOverwritten_keptCountsTheOthers() {
        SeriesStorage series = seriesOf(100);
        series.want(64, 64);

        assertThat(series.kept()).isEqualTo(16);
        assertThat(series.keptTimes()).isEqualTo(16);
        assertThat(series.newest(64)).hasSize(16).startsWith(84.5).endsWith(99.5);

        add(series, 40);
        assertThat(series.newest(64)).hasSize(56).startsWith(84.5).endsWith(139.5);

        add(series, 40);
        assertThat(series.newest(64)).hasSize(64).startsWith(116.5).endsWith(179.5);
    }

    @Test
    void save_eventsWereOverwritten_writesTheOthers() throws IOException {
        SeriesStorage series = seriesOf(100);
        series.want(64, 32);
        add(series, 10);
        SeriesStorage restored = new SeriesStorage("s", "t", 1);
        SeriesCodec.restore(restored, saved(series));
        restored.want(64, 64);

        assertThat(restored.count()).isEqualTo(110);
        assertThat(restored.keptTimes()).isEqualTo(26);
        assertThat(restored.newest(64)).hasSize(26).startsWith(84.5).endsWith(109.5);
    }

    @Test
    void stateSlots_ringsAreFull_addsNoMoreThanTheSlots() {
        SeriesStorage series = seriesOf(100);
        int bytes = series.bytes();
        series.stateSlots(3);

        assertThat(series.bytes()).isEqualTo(bytes + 3 * Long.BYTES);
        assertThat(series.newest(64)).hasSize(16).startsWith(84.5);
    }

    @Test
    void restoreWithinBudget_fewerEventsThanRoom_copiesNoOthers() throws IOException {
        SeriesStorage series = new SeriesStorage("s", "t", 1);
        series.load(100, new double[] {97.5, 98.5, 99.5}, new long[] {1_097, 1_098, 1_099});
        SeriesState restored = new SeriesState("s", new TypeIndex("t"), LabelSet.EMPTY, new SeriesBuffer.Budget(1_000));
        restored.restoreWithinBudget(saved(series));
        SeriesBuffer.Copy copy = restored.copy(10);

        assertThat(copy.values).containsExactly(97.5, 98.5, 99.5);
        assertThat(copy.times).containsExactly(1_097, 1_098, 1_099);
        assertThat(copy.kept).isEqualTo(3);
        assertThat(copy.count).isEqualTo(100);
    }

    @Test
    void release_eventsWereOverwritten_keepsNothing() {
        SeriesState series = new SeriesState("s", new TypeIndex("t"), LabelSet.EMPTY, new SeriesBuffer.Budget(0));
        for (int i = 0; i < 100; i++) {
            series.addWithRoom(i, i);
        }
        series.want(64, 64);
        series.release();

        assertThat(series.kept()).isZero();
        assertThat(series.copy(10).values).isEmpty();
    }
}
