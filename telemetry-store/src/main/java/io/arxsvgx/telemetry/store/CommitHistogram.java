// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.alert.StoreMetrics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A histogram of the duration of commits. Thread-safe. */
final class CommitHistogram {
    private final long[] counts = new long[StoreMetrics.BOUNDS.size() + 1];
    private long rows;
    private long faults;
    private long nanos;

    synchronized void committed(long took, int written) {
        int bucket = 0;
        while (bucket < StoreMetrics.BOUNDS.size()
                && took > StoreMetrics.BOUNDS.get(bucket).toNanos()) {
            bucket++;
        }
        counts[bucket]++;
        rows += written;
        nanos += took;
    }

    synchronized void failed() {
        faults++;
    }

    synchronized StoreMetrics read(boolean failing) {
        List<Long> read = new ArrayList<>();
        long commits = 0;
        for (long count : counts) {
            read.add(count);
            commits += count;
        }
        return new StoreMetrics(failing, commits, rows, faults, Duration.ofNanos(nanos), read);
    }
}
