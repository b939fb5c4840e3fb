// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.condition.SeriesContext;
import io.arxsvgx.telemetry.testing.RecordingEvaluator;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Saved series and rules that cannot be restored. */
class SeriesCodecTest {
    private static final long MAX_EVENTS = Long.MAX_VALUE / 2;

    private final SeriesStorage series = new SeriesStorage("s", "t", 1);

    /** A saved series of some events, of which nothing was kept. */
    private static DataInputStream saved(long events) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeLong(events);
        out.writeInt(0);
        out.writeInt(0);
        return new DataInputStream(new ByteArrayInputStream(bytes.toByteArray()));
    }

    @ParameterizedTest
    @ValueSource(longs = {-1, MAX_EVENTS + 1, Long.MAX_VALUE})
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void restore_impossibleCount_isRejected(long events) throws IOException {
        DataInputStream in = saved(events);

        assertThatThrownBy(() -> SeriesCodec.restore(series, in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("saved series of " + events + " events");
        assertThat(series.count()).isZero();
    }

    @Test
    @Timeout(value = 10, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void restore_maximumCount_isRestored() throws IOException {
        SeriesCodec.restore(series, saved(MAX_EVENTS));

        assertThat(series.count()).isEqualTo(MAX_EVENTS);
        assertThat(series.kept()).isZero();
        assertThat(series.growsAt()).isGreaterThanOrEqualTo(MAX_EVENTS);
    }

    @Test
    void restoreRule_validationThrows_changesNothing() throws IOException {
        RecordingEvaluator evaluator = new RecordingEvaluator() {
            @Override
            public boolean isStateValid(SeriesContext of, int at) {
                throw new IllegalStateException("as intended");
            }
        };
        series.stateSlots(evaluator.stateSlots());
        series.stateLong(0, 7);
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        SeriesCodec.saveRule(series, evaluator, 0, 0, new DataOutputStream(saved));
        series.stateLong(0, 1);
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(saved.toByteArray()));

        assertThatThrownBy(() -> SeriesCodec.restoreRule(series, evaluator, 0, 0, in))
                .isInstanceOf(IllegalStateException.class);
        assertThat(series.stateLong(0)).isEqualTo(1);
    }
}
