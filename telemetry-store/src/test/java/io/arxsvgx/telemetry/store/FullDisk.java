// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.TelemetrySeries;
import io.arxsvgx.telemetry.alert.Alert;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A process that opens and resolves alerts until its store fails, and prints how the first and the last alert were
 * notified.
 */
public final class FullDisk {
    private FullDisk() {}

    /** Runs the process; the argument is the folder. */
    public static void main(String[] args) throws Exception {
        SqliteAlertStore store = SqliteAlertStore.open(Path.of(args[0]).resolve("alerts.db"));
        LinkedBlockingQueue<Alert> notified = new LinkedBlockingQueue<>();
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .alertStore(store)
                .build()) {
            processor.registerAction("say", notified::add);
            processor.addAlertRule(Victim.rule());
            processor.start();
            TelemetrySeries series = processor.series("s", "temperature");
            Alert last = step(series, notified, 90);
            say("before", last, store);
            for (int i = 0; last.durable() && i < 100_000; i++) {
                last = step(series, notified, i % 2 == 0 ? 10 : 90);
            }
            say("after", last, store);
            processor.flush(Duration.ofSeconds(10));
            if (!processor.alerts(1).equals(List.of(last))) {
                throw new IllegalStateException("the alert is not listed");
            }
        }
    }

    private static Alert step(TelemetrySeries series, LinkedBlockingQueue<Alert> notified, double value)
            throws InterruptedException {
        series.record(value);
        Alert alert = notified.poll(20, TimeUnit.SECONDS);
        if (alert == null) {
            throw new IllegalStateException("the action was not called");
        }
        return alert;
    }

    private static void say(String when, Alert alert, SqliteAlertStore store) {
        System.out.println(when + " durable " + alert.durable() + " trouble " + (store.trouble() != null));
    }
}
