// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TimeSource;
import io.arxsvgx.telemetry.alert.Silence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/** A process that is killed as soon as it has set a silence and ended another. */
public final class SilencingVictim {
    static final Silence SILENCE = silence("set");

    private SilencingVictim() {}

    private static Silence silence(String id) {
        return new Silence(
                id,
                Map.of("source", "pump*"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-01-01T00:00:00Z"),
                "ann",
                "maintenance");
    }

    static TelemetryProcessor processor(Path folder) {
        Instant now = Instant.parse("2026-06-01T00:00:00Z");
        return TelemetryProcessor.builder()
                .config(TelemetryConfig.builder()
                        .timeSource(TimeSource.manual(now))
                        .build())
                .alertStore(SqliteAlertStore.open(folder.resolve("alerts.db")))
                .build();
    }

    /** Runs the process; the argument is the folder. */
    public static void main(String[] args) {
        TelemetryProcessor processor = processor(Path.of(args[0]));
        processor.start();
        processor.silence(SILENCE);
        processor.silence(silence("ended"));
        processor.expireSilence("ended");
        System.out.println("ready");
        LockSupport.parkNanos(Duration.ofHours(1).toNanos());
    }
}
