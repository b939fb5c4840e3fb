// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Counts commits by how long they took. Not thread-safe. */
final class CommitHistogram {
    private final long[] counts = new long[StoreMetrics.BOUNDS.size() + 1];
    private long rows;
    private long faults;
    private long nanos;

    void committed(long took, int written) {
        int bucket = 0;
        while (bucket < StoreMetrics.BOUNDS.size()
                && took > StoreMetrics.BOUNDS.get(bucket).toNanos()) {
            bucket++;
        }
        counts[bucket]++;
        rows += written;
        nanos += took;
    }

    void failed() {
        faults++;
    }

    StoreMetrics read() {
        List<Long> read = new ArrayList<>();
        long commits = 0;
        for (long count : counts) {
            read.add(count);
            commits += count;
        }
        return new StoreMetrics(commits, rows, faults, Duration.ofNanos(nanos), read);
    }
}
