// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.NotificationQuery;
import io.arxsvgx.telemetry.notification.NotificationState;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.nio.file.Path;

/**
 * A program that fires and resolves alerts until it is killed. Arguments: the database, the receiver's address, a prefix for
 * the sources; with {@code drain} as prefix it fires nothing and ends when nothing waits any more.
 */
public final class KillVictim {
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
        boolean drains = args[2].equals("drain");
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
            if (drains) {
                drain(processor);
            } else {
                fire(processor, args[2]);
            }
        }
    }

    private static void fire(TelemetryProcessor processor, String prefix) throws InterruptedException {
        for (int i = 0; true; i++) {
            processor.series(prefix + "_" + i, "temperature").record(90);
            Thread.sleep(2);
            if (i % 2 == 1) {
                processor.series(prefix + "_" + (i - 1), "temperature").record(70);
            }
        }
    }

    private static void drain(TelemetryProcessor processor) throws InterruptedException {
        AlertNotifier notifier = processor.notifier().orElseThrow();
        NotificationQuery pending = new NotificationQuery(NotificationState.PENDING, null, null, 1);
        // a group reports what has come during a call after its interval
        Thread.sleep(2_500);
        while (!notifier.find(pending).isEmpty()) {
            Thread.sleep(50);
        }
    }
}
