// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.internal.state;

import io.arxsvgx.telemetry.text.LabelSet;

/**
 * An open-addressing hash table of series numbers, which returns candidates; the registry's maps remain authoritative.
 * An entry contains some bits of its hash, so a look-up reads one cache line of the table and then the series itself. A
 * hash has {@link #WINDOW} places; if all are occupied, for example by names chosen to collide, the series is found by
 * the maps only. Confined to the loop.
 */
public final class SeriesIndex {
    /** The number of places of the table that a look-up may visit. */
    static final int WINDOW = 8;

    private static final int NUMBER = (1 << SeriesTokens.NUMBER_BITS) - 1;
    private static final int FREE = 0;
    private static final int INITIAL_LENGTH = 256;
    /** The minimum number of places per series, so that nearly every series is at its first or second place. */
    private static final int PLACES_PER_SERIES = 2;

    private int[] entries = new int[INITIAL_LENGTH];
    private int size;

    /** Returns the hash of the identity of a series, with all bits mixed. */
    public static int hash(String source, String type, LabelSet labels) {
        int names = source.hashCode() * 31 + type.hashCode();
        int hash = (labels.isEmpty() ? names : names * 31 + labels.identityHash()) * 0x9E3779B9;
        return hash ^ (hash >>> 15);
    }

    /**
     * Returns whether the next {@link #add} would leave too few places, so that {@link #clear} and all adds are needed.
     */
    boolean isFull() {
        return (size + 1) * PLACES_PER_SERIES > entries.length;
    }

    /** Removes all entries, and makes room for twice as many. */
    void clear() {
        entries = new int[2 * entries.length];
        size = 0;
    }

    void add(int hash, int number) {
        size++;
        for (int probe = 0; probe < WINDOW; probe++) {
            int place = place(hash, probe);
            if (entries[place] == FREE) {
                entries[place] = entry(hash, number);
                return;
            }
        }
    }

    void remove(int hash, int number) {
        size--;
        for (int probe = 0; probe < WINDOW; probe++) {
            int place = place(hash, probe);
            if (entries[place] == entry(hash, number)) {
                entries[place] = FREE;
                return;
            }
        }
    }

    /**
     * Returns the number of a series that may have a hash, or 0.
     *
     * @param probe 0 to {@link #WINDOW} - 1
     */
    public int candidate(int hash, int probe) {
        int entry = entries[place(hash, probe)];
        return entry != FREE && ((entry ^ hash) & ~NUMBER) == 0 ? (entry & NUMBER) : 0;
    }

    /** Returns the number of the first series that may have a hash, or 0. */
    public int candidate(int hash) {
        int number = candidate(hash, 0);
        for (int probe = 1; number == 0 && probe < WINDOW; probe++) {
            number = candidate(hash, probe);
        }
        return number;
    }

    private int place(int hash, int probe) {
        return (hash + probe) & (entries.length - 1);
    }

    private static int entry(int hash, int number) {
        return (hash & ~NUMBER) | number;
    }
}
