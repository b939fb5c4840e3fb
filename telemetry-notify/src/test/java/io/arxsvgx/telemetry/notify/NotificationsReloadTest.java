// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file of notifications that changes while a processor with its own thread is idle. */
class NotificationsReloadTest {
    @TempDir
    Path folder;

    @Test
    void changedFile_isReadWithoutAnyAlert_andAFaultyOneKeepsTheLastGoodOne() throws Exception {
        Path file = folder.resolve("notifications.yml");
        write(file, "first");
        Notifications notifications = Notifications.fromFile(file);
        try (TelemetryProcessor processor =
                TelemetryProcessor.builder().notifier(notifications).build()) {
            processor.start();
            write(file, "second_name");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(notifications.receivers())
                            .extracting(ReceiverStatus::receiver)
                            .containsExactly("second_name"));

            Files.writeString(file, "route: {receiver: none}\n");
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(processor.problems())
                            .anyMatch(problem ->
                                    problem.contains("last good one is in force") && problem.contains("none")));
            assertThat(notifications.receivers())
                    .extracting(ReceiverStatus::receiver)
                    .containsExactly("second_name");
        }
    }

    private static void write(Path file, String receiver) throws Exception {
        Files.writeString(
                file,
                String.join(
                        "\n",
                        "route:",
                        "  receiver: " + receiver,
                        "receivers:",
                        "  - name: " + receiver,
                        "    log_configs: [{level: info}]",
                        ""));
    }
}
