// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Instant;

/** The only place that reads the system's clocks. */
enum SystemTimeSource implements TimeSource {
    INSTANCE;

    @Override
    public long epochNanos() {
        return EpochNanos.of(Instant.now());
    }

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }
}
