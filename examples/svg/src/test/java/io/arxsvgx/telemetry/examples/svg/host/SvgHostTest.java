// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.host;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.examples.svg.demo.DemoSettings;
import io.arxsvgx.telemetry.examples.svg.demo.RunSummary;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SvgHostTest {
    private static final String LAST_LINE = "demo: files=\\d+ events=\\d+ accepted=\\d+ processed=\\d+ dropped=\\d+"
            + " alerts_fired=\\d+ alerts_resolved=\\d+";

    private static final TelemetryConfig FREE_PORTS = TelemetryConfig.builder()
            .httpPort(0)
            .webSocketPort(0)
            .dashboardPort(0)
            .build();

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void run_twoSeconds_endsWithNumbersThatAddUp() {
        long start = System.nanoTime();

        RunSummary summary = SvgHost.run(new DemoSettings(Duration.ofSeconds(2), 2, false), FREE_PORTS, printer(out));

        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        assertThat(summary.files()).isPositive();
        assertThat(summary.events()).isEqualTo(summary.accepted() + summary.dropped());
        assertThat(summary.processed()).isEqualTo(summary.accepted());
        assertThat(summary.alertsFired()).isPositive();
        assertThat(summary.alertsResolved()).isEqualTo(summary.alertsFired());
        assertThat(lines()).last().isEqualTo(summary.toString()).asString().matches(LAST_LINE);
        assertThat(lines()).filteredOn(line -> line.startsWith("demo:")).hasSize(1);
    }

    @Test
    void run_twoSeconds_printsEachAlertWithItsEvidence() {
        RunSummary summary = SvgHost.run(new DemoSettings(Duration.ofSeconds(2), 2, false), FREE_PORTS, printer(out));

        assertThat(lines()).filteredOn(line -> line.contains("FIRED")).hasSize((int) summary.alertsFired());
        assertThat(lines()).filteredOn(line -> line.contains("RESOLVED")).hasSize((int) summary.alertsResolved());
        assertThat(lines()).filteredOn(line -> line.contains("why: ")).hasSize((int) summary.alertsFired());
        assertThat(lines()).anyMatch(line -> line.contains("FIRED    warning, broken files"));
    }

    @Test
    void run_onTerminal_rewritesItsProgress() {
        SvgHost.run(new DemoSettings(Duration.ofSeconds(1), 2, true), FREE_PORTS, printer(out));

        assertThat(out.toString(UTF_8)).contains("\r[").contains(" of 1 s: ");
    }

    @Test
    void run_badSeconds_saysSoInOneLineAndExitsWithTwo() {
        assertThat(SvgHost.run("soon", printer(out), printer(err))).isEqualTo(2);

        assertThat(err.toString(UTF_8).lines())
                .containsExactly("demo.seconds: expected a whole number of seconds of at least 1, got \"soon\"");
        assertThat(out.size()).isZero();
    }

    private List<String> lines() {
        return out.toString(UTF_8).lines().toList();
    }

    private static PrintStream printer(ByteArrayOutputStream bytes) {
        return new PrintStream(bytes, true, UTF_8);
    }
}
