// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * The distribution of processing times since the processor was created, as {@link ProcessingLatency} measures them, for
 * a histogram. Times are accurate to an eighth. Immutable.
 *
 * @param counts the number of events per interval of {@link #BOUNDS}; the last counts those above all bounds
 * @param total the sum of all times
 */
public record ProcessingTimes(List<Long> counts, Duration total) {
    /** The upper bounds of {@link #counts}, from 10 µs to 1 s. */
    public static final List<Duration> BOUNDS = LongStream.of(
                    10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000, 50_000, 100_000, 1_000_000)
            .mapToObj(micros -> Duration.ofNanos(micros * 1_000))
            .toList();

    /**
     * Copies the list.
     *
     * @param counts as {@link #counts()}
     * @param total as {@link #total()}
     */
    public ProcessingTimes {
        counts = List.copyOf(counts);
    }
}
