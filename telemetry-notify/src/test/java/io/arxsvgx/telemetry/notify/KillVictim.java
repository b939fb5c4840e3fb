// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/**
 * A program that fires and resolves alerts until it is killed. Arguments: the database, the receiver's address, a prefix for
 * the sources; with {@link #DRAIN} as prefix it fires nothing.
 */
public final class KillVictim {
    static final String DRAIN = "drain";
    static final int ALERTS = 300;

    private KillVictim() {}

    static AlertNotifier notifier(String address) {
        return Notifications.builder()
                .configuration(String.join(
                        "\n",
                        "route:",
                        "  receiver: hook",
                        "  group_by: ['...']",
                        "  group_wait: 0s",
                        "  group_interval: 1s",
                        "receivers:",
                        "  - name: hook",
                        "    webhook_configs:",
                        "      - url: " + address,
                        ""))
                .build();
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        try (TelemetryProcessor processor = TelemetryProcessor.builder()
                .alertStore(SqliteAlertStore.open(Path.of(args[0])))
                .notifier(notifier(args[1]))
                .build()) {
            processor.addAlertRule(AlertRule.builder("hot")
                    .on("temperature")
                    .condition("threshold")
                    .parameter("operator", ">")
                    .parameter("value", 80)
                    .actions("send_notification")
                    .build());
            processor.start();
            System.out.println("started");
            if (!args[2].equals(DRAIN)) {
                fire(processor, args[2]);
            }
            new CountDownLatch(1).await();
        }
    }

    /** Fires some alerts, resolves every other one, and waits to be killed while they are pending. */
    private static void fire(TelemetryProcessor processor, String prefix) {
        for (int i = 0; i < ALERTS; i++) {
            processor.series(prefix + "_" + i, "temperature").record(90);
            processor.flush(Duration.ofSeconds(10));
            if (i % 2 == 1) {
                processor.series(prefix + "_" + (i - 1), "temperature").record(70);
            }
        }
    }
}
