// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class LoggingTest {
    @AfterEach
    void off() {
        Logging.off();
    }

    @Test
    void log_foreignText_cannotForgeALine() {
        ByteArrayOutputStream console = new ByteArrayOutputStream();
        Logging.configure(console, "info", null);

        LoggerFactory.getLogger("org.eclipse.jetty")
                .warn("bad request {}", "/x\r\n2026-01-01 ERROR forged\u001b[2J\u0085\u202e");
        LoggerFactory.getLogger("io.arxsvgx.telemetry")
                .error("failed", new IllegalStateException("a\nforged", new IllegalArgumentException("b\nforged")));

        assertThat(console.toString(UTF_8))
                .contains("/x\\r\\n2026-01-01 ERROR forged\\u001B[2J\\u0085\\u202E", "a\\nforged", "b\\nforged")
                .contains("\tat " + LoggingTest.class.getName());
        assertThat(console.toString(UTF_8).lines())
                .noneMatch(line -> line.startsWith("forged") || line.contains("\u001b"));
    }
}
