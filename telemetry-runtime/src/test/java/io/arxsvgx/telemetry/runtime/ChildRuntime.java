// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.Silence;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.LockSupport;

/** The main class of a process that is ended by a signal; takes a data folder and what it is to do. */
public final class ChildRuntime {
    static final String LAST_SOURCE = "pump";
    private static final int SERIES = 20;

    private ChildRuntime() {}

    /** Takes the folder, and what hangs: {@code nothing}, {@code action} or {@code source}. */
    public static void main(String[] args) throws InterruptedException {
        TelemetryRuntime runtime = RuntimeFixture.onFreePorts()
                .data(Path.of(args[0]))
                .rules(List.of(RuntimeFixture.hot().toBuilder().actions("say").build()))
                .checkpointInterval(Duration.ofMillis(100))
                .onStart(processor -> args[1].equals("source") ? ChildRuntime::hang : () -> {})
                .shutdownHook(true)
                .build();
        runtime.processor().registerAction("say", args[1].equals("action") ? alert -> hang() : ChildRuntime::say);
        runtime.start();
        runtime.processor().silence(silence());
        RuntimeFixture.record(runtime, LAST_SOURCE, 0);
        RuntimeFixture.flush(runtime);
        System.out.println("ready");
        recordUntilRefused(runtime);
        new CountDownLatch(1).await();
    }

    private static void hang() throws InterruptedException {
        while (true) {
            new CountDownLatch(1).await();
        }
    }

    private static void say(Alert alert) {
        System.out.println("said " + alert.id() + " " + alert.state());
        System.out.flush();
    }

    private static Silence silence() {
        Instant now = Instant.now();
        return new Silence("mine", Map.of("source", "x"), now, now.plus(Duration.ofHours(1)), "ann", "");
    }

    private static void recordUntilRefused(TelemetryRuntime runtime) {
        for (int i = 1; runtime.processor().series(LAST_SOURCE, "temperature").record(-i); i++) {
            System.out.println("accepted " + i);
            runtime.processor().series("s" + i % SERIES, "temperature").record(i / SERIES % 2 == 0 ? 90 : 10);
            LockSupport.parkNanos(100_000);
        }
        System.out.println("refused");
    }
}
