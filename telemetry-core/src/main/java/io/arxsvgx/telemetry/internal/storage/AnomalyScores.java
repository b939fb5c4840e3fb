// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.storage;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.Arrays;

/**
 * The anomaly scores of the newest values of a series, by the numbers of the values: room for a few at first, which
 * doubles up to the number of kept values. The loop writes; any thread may copy.
 */
public final class AnomalyScores {
    private static final VarHandle END;
    private static final VarHandle LEVEL = MethodHandles.arrayElementVarHandle(float[].class);
    private static final int INITIAL_CAPACITY = 16;

    static {
        try {
            END = MethodHandles.lookup().findVarHandle(AnomalyScores.class, "end", long.class);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    /** The number of the first value that may have a score. */
    private final long first;
    /** The ring of scores, whose length is a power of two. */
    private volatile float[] ring;
    /** The number of the first value without a score so far. */
    private long end;

    /**
     * Creates an empty object before a value.
     *
     * @param first the number of the next value
     * @param room the number of kept values
     */
    public AnomalyScores(long first, int room) {
        this.first = first;
        end = first;
        ring = new float[Math.max(1, Math.min(INITIAL_CAPACITY, room))];
    }

    /**
     * Adds the score of the next value, or NaN if it has none. For the loop.
     *
     * @param room the number of kept values
     */
    public void add(float level, int room) {
        long number = end;
        grow(number, room);
        float[] all = ring;
        LEVEL.setRelease(all, (int) number & (all.length - 1), level);
        // grown before it is full, since a full ring is copied without its oldest score
        grow(number + 1, room);
        END.setRelease(this, number + 1);
    }

    private void grow(long number, int room) {
        float[] all = ring;
        if (number - first >= all.length && all.length < room) {
            ring = doubled(all, number);
        }
    }

    private static float[] doubled(float[] all, long number) {
        float[] made = new float[2 * all.length];
        Arrays.fill(made, Float.NaN);
        for (long i = number - all.length; i < number; i++) {
            made[(int) i & (made.length - 1)] = all[(int) i & (all.length - 1)];
        }
        return made;
    }

    /** Returns the number of the first value without a score so far. For any thread. */
    public long end() {
        return (long) END.getAcquire(this);
    }

    /** Copies the scores of values from a number on, NaN for unknown ones. For any thread. */
    public float[] copy(long from, int count) {
        float[] levels = new float[count];
        long known = end();
        float[] all = ring;
        for (int i = 0; i < count; i++) {
            long number = from + i;
            boolean has = number >= first && number < known && number >= known - all.length;
            levels[i] = has ? (float) LEVEL.getOpaque(all, (int) number & (all.length - 1)) : Float.NaN;
        }
        VarHandle.acquireFence();
        // a score is overwritten before the end is updated, hence the additional one
        long lost = (long) END.getOpaque(this) + 1 - all.length - from;
        if (known - first >= all.length) {
            Arrays.fill(levels, 0, (int) Math.max(0, Math.min(count, lost)), Float.NaN);
        }
        return levels;
    }

    /** Writes all scores. For the loop. */
    public void save(DataOutput out) throws IOException {
        int kept = (int) Math.min(end - first, ring.length);
        out.writeInt(kept);
        for (long number = end - kept; number < end; number++) {
            out.writeFloat(ring[(int) number & (ring.length - 1)]);
        }
    }

    /** Reads scores that {@link #save} wrote, for a series with a number of values, some of which are kept. */
    public static AnomalyScores restore(DataInput in, long count, int room) throws IOException {
        int kept = in.readInt();
        if (kept < 0 || kept > count) {
            throw new IOException("checkpoint damaged: " + kept + " scores of " + count + " values");
        }
        AnomalyScores levels = new AnomalyScores(count - kept, room);
        for (int i = 0; i < kept; i++) {
            float level = in.readFloat();
            levels.add(level >= 0 && level <= 1 ? level : Float.NaN, room);
        }
        return levels;
    }
}
