// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry;

import java.time.Instant;

/** The system's clocks, which no other class reads. */
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
