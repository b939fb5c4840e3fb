// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.rule.AlertRule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/**
 * A process that is killed: it restores the state, prints the firing alerts, and continues to open and resolve alerts.
 * It prints each alert after its action was called.
 */
public final class Victim {
    private static final int SERIES = 20;

    private Victim() {}

    static AlertRule rule() {
        return AlertRule.builder("hot")
                .condition("threshold")
                .parameter("field", "temperature")
                .parameter("operator", ">")
                .parameter("value", 80)
                .actions("say")
                .build();
    }

    /** Runs the process; the argument is the folder. */
    public static void main(String[] args) throws Exception {
        Path folder = Path.of(args[0]);
        SqliteAlertStore store = SqliteAlertStore.open(folder.resolve("alerts.db"));
        TelemetryProcessor processor = TelemetryProcessor.builder()
                .config(TelemetryConfig.defaults())
                .alertStore(store)
                .build();
        processor.registerAction("say", Victim::say);
        processor.addAlertRule(rule());
        StateFile state = StateFile.attach(processor, store, folder.resolve("state"), Duration.ofMillis(100));
        processor.start();
        processor.flush(Duration.ofSeconds(10));
        for (Alert alert : processor.alerts(1_000)) {
            System.out.println("restored " + alert.id() + " " + alert.state());
        }
        System.out.println("ready");
        for (long i = 0; state.trouble() == null; i++) {
            processor.series("s" + i % SERIES, "temperature").record(i / SERIES % 2 == 0 ? 90 : 10);
            LockSupport.parkNanos(200_000);
        }
    }

    private static void say(Alert alert) {
        System.out.println("said " + alert.id() + " " + alert.state());
        System.out.flush();
    }
}
