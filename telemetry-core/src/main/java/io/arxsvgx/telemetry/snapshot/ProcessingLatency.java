// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.time.Duration;

/**
 * How long events took, over the last ten to twenty seconds: from the moment when the processor last looked for events
 * before it found this one (or woke up for it) to the end of its evaluation. No producer reads a clock for it, so it is
 * an upper bound for an event of a running processor. Immutable.
 *
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param max the greatest
 */
public record ProcessingLatency(Duration p50, Duration p99, Duration max) {
    /** That of a processor that has processed nothing. */
    public static final ProcessingLatency ZERO = new ProcessingLatency(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
