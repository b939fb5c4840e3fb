// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that is killed: it restores the state, fires an alert, prints its evidence, marks it as a false positive,
 * and prints the result. It saves its state before the mark only.
 */
public final class MarkingVictim {
    private MarkingVictim() {}

    /** Runs the process; the arguments are the folder and the number of earlier marks. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"));
        TelemetryProcessor processor =
                TelemetryProcessor.builder().alertStore(store).build();
        processor.addAlertRule(AlertRule.builder("odd")
                .condition("anomaly")
                .parameter("field", "temperature")
                .build());
        StateFile state = StateFile.attach(processor, store, folder.resolve("state"), Duration.ofHours(1));
        processor.start();
        feed(processor, 1_000);
        state.save();
        processor.series("room", "temperature").record(Math.pow(1_000, 1 + Integer.parseInt(args[1])));
        processor.flush(Duration.ofSeconds(10));
        String alert = processor.alerts(1).get(0).id();
        System.out.println("evidence " + processor.alerts(1).get(0).evidence().text());
        // resolve it, so that it is no longer among the open ones
        feed(processor, 200);
        System.out.println("marked " + processor.markFalsePositive(alert, "ann"));
        while (store.withFeedback().size() <= Integer.parseInt(args[1])) {
            LockSupport.parkNanos(1_000_000);
        }
        System.out.println("ready");
        LockSupport.parkNanos(Duration.ofHours(1).toNanos());
    }

    private static void feed(TelemetryProcessor processor, int count) {
        for (int i = 0; i < count; i++) {
            processor.series("room", "temperature").record(i % 2 == 0 ? 69 : 71);
        }
        processor.flush(Duration.ofSeconds(10));
    }
}
