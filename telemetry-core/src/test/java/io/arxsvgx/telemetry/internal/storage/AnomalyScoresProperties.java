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
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The ring of scores, compared with a list. */
class AnomalyScoresProperties {
    @Property(tries = 300)
    void copy_anyPart_isThatOfAListAsFarAsItIsKept(
            @ForAll @IntRange(max = 300) int first,
            @ForAll @IntRange(max = 300) int count,
            @ForAll @IntRange(max = 8) int exponent,
            @ForAll @IntRange(max = 700) int from,
            @ForAll @IntRange(max = 300) int length) {
        int room = 1 << exponent;
        AnomalyScores levels = new AnomalyScores(first, room);
        List<Float> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(level(i));
            levels.add(level(i), room);
        }
        float[] copy = levels.copy(from, length);

        assertThat(levels.end()).isEqualTo(first + count);
        assertThat(copy).hasSize(length);
        // a full ring is copied without the oldest score, which the loop may be overwriting
        int oldest = count < room ? 0 : count - room + 1;
        for (int i = 0; i < length; i++) {
            int index = from + i - first;
            Float expected = index >= oldest && index < count ? all.get(index) : Float.valueOf(Float.NaN);
            assertThat(Float.valueOf(copy[i])).isEqualTo(expected);
        }
    }

    @Property(tries = 200)
    void restore_saved_hasTheSameLevelsAndGoesOn(
            @ForAll @IntRange(max = 100) int first,
            @ForAll @IntRange(max = 200) int count,
            @ForAll @IntRange(max = 8) int exponent)
            throws IOException {
        int room = 1 << exponent;
        AnomalyScores levels = new AnomalyScores(first, room);
        for (int i = 0; i < count; i++) {
            levels.add(level(i), room);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        levels.save(new DataOutputStream(bytes));
        AnomalyScores restored = AnomalyScores.restore(
                new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())), first + count, room);
        for (int i = count; i < count + 3; i++) {
            levels.add(level(i), room);
            restored.add(level(i), room);
        }

        int kept = Math.min(count + 3, room - 1);
        assertThat(restored.copy(first + count + 3 - kept, kept))
                .containsExactly(levels.copy(first + count + 3 - kept, kept));
    }

    private static float level(int i) {
        return i % 7 == 3 ? Float.NaN : i % 100 / 100f;
    }
}
