// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.rules.internal.sample;

/**
 * A summary for which the order of the samples has no meaning. The newer part has one running aggregate; a late sample is merged
 * into the entries of the older part that are older. Confined to the processor thread.
 */
abstract class CommutativeSummary extends SampleSummary {
    CommutativeSummary(int numbers) {
        super(numbers);
    }

    /**
     * Merges two summaries.
     *
     * @param left an array with an entry at {@code l}
     * @param right an array with an entry at {@code r}
     * @param into an array with room for an entry at {@code to}, which may be one of the others
     */
    abstract void merge(long[] left, int l, long[] right, int r, long[] into, int to);

    @Override
    void addedToNewer(SampleRing ring, int k) {
        long[] all = ring.numbers;
        int added = ring.position(k);
        if (ring.size - ring.older == 1) {
            System.arraycopy(all, added, all, SampleRing.AGGREGATE, stride);
        } else {
            merge(all, SampleRing.AGGREGATE, all, added, all, SampleRing.AGGREGATE);
        }
    }

    @Override
    void addedToOlder(SampleRing ring, int k) {
        long[] all = ring.numbers;
        int added = ring.position(k);
        for (int i = 0; i < k; i++) {
            int position = ring.position(i);
            merge(all, position, all, added, all, position);
        }
        if (k + 1 < ring.older) {
            merge(all, added, all, ring.position(k + 1), all, added);
        }
    }

    @Override
    void flip(SampleRing ring) {
        long[] all = ring.numbers;
        for (int k = ring.size - 2; k >= 0; k--) {
            int position = ring.position(k);
            merge(all, position, all, ring.position(k + 1), all, position);
        }
    }

    @Override
    void join(SampleRing ring, int olderEntry, int newerEntry, boolean isInOlder) {
        if (!isInOlder) {
            long[] all = ring.numbers;
            int position = ring.position(olderEntry);
            merge(all, position, all, ring.position(newerEntry), all, position);
        }
    }

    @Override
    void total(SampleRing ring, long[] into) {
        if (ring.older == 0) {
            System.arraycopy(ring.numbers, SampleRing.AGGREGATE, into, 0, stride);
        } else if (ring.older == ring.size) {
            System.arraycopy(ring.numbers, ring.head, into, 0, stride);
        } else {
            merge(ring.numbers, ring.head, ring.numbers, SampleRing.AGGREGATE, into, 0);
        }
    }
}
