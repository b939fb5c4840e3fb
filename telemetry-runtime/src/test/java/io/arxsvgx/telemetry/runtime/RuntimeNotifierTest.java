// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.notification.ReceiverStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a runtime notifies by a file of routes and receivers. */
class RuntimeNotifierTest {
    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    private Path file;

    @BeforeEach
    void write() throws IOException {
        file = folder.resolve("notifications.yml");
        write("ops");
    }

    private void write(String route) throws IOException {
        Files.writeString(file, "route: {receiver: " + route + "}\nreceivers: [{name: ops, log_configs: [{}]}]\n");
    }

    @Test
    void notifications_file_isTheNotifierOfTheProcessor() {
        try (TelemetryRuntime runtime = RuntimeFixture.onFreePorts()
                .notifications(file)
                .externalUrl("https://telemetry.example.org")
                .build()) {
            runtime.start();

            AlertNotifier notifier = runtime.processor().notifier().orElseThrow();
            assertThat(notifier.receivers())
                    .extracting(ReceiverStatus::receiver)
                    .containsExactly("ops");
        }
    }

    @Test
    void notifications_none_leavesTheProcessorWithoutOne() {
        try (TelemetryRuntime runtime = RuntimeFixture.onFreePorts().build()) {
            assertThat(runtime.processor().notifier()).isEmpty();
        }
    }

    @Test
    void notifications_faultyFile_isRefusedAndNothingIsLeft() throws IOException {
        write("obs");
        Path data = folder.resolve("data");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> RuntimeFixture.onFreePorts()
                        .data(data)
                        .notifications(file)
                        .build())
                .withMessageContaining("obs");
        assertThat(data).doesNotExist();
    }
}
