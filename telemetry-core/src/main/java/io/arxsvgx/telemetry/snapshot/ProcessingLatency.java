// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.snapshot;

import java.time.Duration;

/**
 * The latency of events over the last ten to twenty seconds: from the last poll of the queue before the event was
 * found, or the wake-up for it, to the end of its evaluation. Producers read no clock for it, so it is an upper bound
 * while the processor runs. Immutable.
 *
 * @param p50 the median
 * @param p99 the 99th percentile
 * @param max the maximum
 */
public record ProcessingLatency(Duration p50, Duration p99, Duration max) {
    /** The latency of a processor that has processed no events. */
    public static final ProcessingLatency ZERO = new ProcessingLatency(Duration.ZERO, Duration.ZERO, Duration.ZERO);
}
