// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.adaptive;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.arxsvgx.telemetry.rules.AnomalyDetector;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Random;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** A detector that is saved and restored at any moment has identical results, with a season, in a shift, or without. */
class AdaptiveStateProperties {
    @Property(tries = 60, edgeCases = EdgeCasesMode.NONE)
    void restore_atAnyMoment_goesOnBitForBit(
            @ForAll @IntRange(max = 3_000) int before,
            @ForAll @IntRange(min = 1, max = 200) int period,
            @ForAll @IntRange(max = 3_000) int shiftAt,
            @ForAll long seed)
            throws IOException {
        Random random = new Random(seed);
        AnomalyDetector detector = AnomalyDetector.create();
        for (int i = 0; i < before; i++) {
            detector.accept(value(i, period, shiftAt, random));
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(bytes));
        AnomalyDetector restored = AnomalyDetector.create();
        restored.restore(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (int i = before; i < before + 600; i++) {
            double value = value(i, period, shiftAt, random);
            detector.accept(value);
            restored.accept(value);
            assertThat(restored.score()).isEqualTo(detector.score());
            assertThat(restored.alarmScore()).isEqualTo(detector.alarmScore());
            assertThat(restored.explain()).isEqualTo(detector.explain());
        }
        ByteArrayOutputStream after = new ByteArrayOutputStream();
        ByteArrayOutputStream afterRestored = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(after));
        restored.save(new DataOutputStream(afterRestored));
        assertThat(afterRestored.toByteArray()).isEqualTo(after.toByteArray());
    }

    @Example
    void restore_fewerValuesThanTheRuleReads_isRejected() throws IOException {
        AnomalyDetector detector = AnomalyDetector.create();
        Random random = new Random(1);
        for (int i = 0; i < 200; i++) {
            detector.accept(random.nextGaussian());
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        detector.save(new DataOutputStream(bytes));
        ByteBuffer saved = ByteBuffer.wrap(bytes.toByteArray());
        ByteBuffer fewer = ByteBuffer.allocate(saved.limit());
        fewer.putLong(saved.getLong());
        int values = saved.getInt();
        fewer.putInt(16).putInt(saved.getInt());
        saved.position(saved.position() + Double.BYTES * (values - 16));
        fewer.put(saved).flip();
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(fewer.array(), 0, fewer.limit()));

        assertThatThrownBy(() -> AnomalyDetector.create().restore(in))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("saved rule with a state in which");
    }

    private static double value(int i, int period, int shiftAt, Random random) {
        return 10 * Math.sin(2 * Math.PI * i / period) + random.nextGaussian() + (i < shiftAt ? 0 : 500);
    }
}
