// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.alert;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The counts of a store since it was opened. Immutable.
 *
 * @param failing true if the store has failed since its last commit
 * @param commits batches that are on the disk
 * @param rows alerts, patterns and silences in them
 * @param faults batches that failed
 * @param commitTime the total time of all commits
 * @param commitCounts the number of commits per interval of {@link #BOUNDS}; the last counts those above all bounds
 */
public record StoreMetrics(
        boolean failing, long commits, long rows, long faults, Duration commitTime, List<Long> commitCounts) {
    /** The upper bounds of {@link #commitCounts}, from 250 µs to 1 s. */
    public static final List<Duration> BOUNDS = Stream.of(
                    250, 500, 1_000, 2_500, 5_000, 10_000, 25_000, 100_000, 1_000_000)
            .map(micros -> Duration.ofNanos(micros * 1_000L))
            .toList();

    /**
     * Copies the list.
     *
     * @param failing as {@link #failing()}
     * @param commits as {@link #commits()}
     * @param rows as {@link #rows()}
     * @param faults as {@link #faults()}
     * @param commitTime as {@link #commitTime()}
     * @param commitCounts as {@link #commitCounts()}
     */
    public StoreMetrics {
        commitCounts = List.copyOf(commitCounts);
    }
}
