// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.arxsvgx.telemetry.TelemetryEvent;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program on a terminal of the operating system. */
@EnabledOnOs(OS.LINUX)
class TerminalIT {
    @TempDir
    private Path folder;

    @AutoClose
    private final LiveServer live = new LiveServer().start();

    @AutoClose
    private Tty tty;

    @BeforeEach
    void start() throws IOException {
        live.processor.ingest(TelemetryEvent.of("sensor_001", "temperature", 91.5));
        live.flush();
        tty = Tty.of(80, 24);
    }

    private void telemetry(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(Programs.LAUNCHER.toString()));
        command.addAll(Arrays.asList(args));
        tty.run(live.environment(), command);
    }

    private void awaitOnScreen(String text) {
        await().atMost(Programs.LONG)
                .untilAsserted(() -> assertThat(tty.lines())
                        .anySatisfy(line -> assertThat(line).contains(text)));
    }

    @Test
    void monitor_resizedAndLeftByQ_redrawsAndGivesTheTerminalBack() throws Exception {
        var before = tty.attributes().getLocalFlags();

        telemetry("monitor");
        awaitOnScreen("q quits");
        assertThat(tty.lines().get(0)).startsWith("Arx Telemetry  critical");
        awaitOnScreen("firing   critical High Temperature Alert");
        assertThat(tty.attributes().getLocalFlags()).isNotEqualTo(before);

        tty.resize(50, 12);
        await().atMost(Programs.LONG)
                .untilAsserted(() -> assertThat(tty.lines().get(11)).isEqualTo("q quits"));
        assertThat(tty.lines()).hasSize(12).allMatch(line -> line.length() <= 50);

        tty.type("q");
        assertThat(tty.exitCode()).isZero();
        assertThat(tty.attributes().getLocalFlags()).isEqualTo(before);
        await().atMost(Programs.LONG)
                .untilAsserted(() -> assertThat(tty.written()).contains("\u001b[?1049l", "\u001b[?25h"));
    }

    @Test
    void monitor_serverGone_endsWithThreeAndSaysSo() throws Exception {
        telemetry("monitor");
        awaitOnScreen("q quits");

        live.close();

        assertThat(tty.exitCode()).isEqualTo(3);
        await().atMost(Programs.LONG)
                .untilAsserted(() -> assertThat(tty.written()).contains("\u001b[?1049l", "telemetry start"));
    }

    @Test
    void progress_narrowTerminal_staysOnOneLine() throws Exception {
        tty.resize(60, 10);

        telemetry("generate", folder.resolve("e.jsonl").toString(), "--count", "200000");

        assertThat(tty.exitCode()).isZero();
        awaitOnScreen("200,000 events of 9 sensors");
        assertThat(tty.lines().get(0)).startsWith("generate 100% [");
        assertThat(tty.lines().get(1)).startsWith("200,000 events");
    }

    @Test
    void alerts_terminal_areColouredAndStayWithinTheScreen() throws Exception {
        telemetry("alerts");

        assertThat(tty.exitCode()).isZero();
        awaitOnScreen("91.5 > 80.0");
        assertThat(tty.written()).contains("\u001b[31mcritical\u001b[0m");
        assertThat(tty.written().replaceAll("\u001b\\[[0-9;]*m", "").lines()).allMatch(line -> line.length() <= 80);
    }
}
