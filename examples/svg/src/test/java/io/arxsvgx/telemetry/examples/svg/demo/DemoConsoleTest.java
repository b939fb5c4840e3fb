// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.examples.svg.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class DemoConsoleTest {
    private final ByteArrayOutputStream written = new ByteArrayOutputStream();

    @Test
    void progress_onTerminal_isOverwrittenByWhatComesNext() {
        DemoConsole console = console(true);

        console.progress("half done");
        console.progress("done");
        console.line("end");

        assertThat(written()).isEqualTo("half done\r         \rdone\r    \rend\n");
    }

    @Test
    void progress_elsewhere_isALine() {
        DemoConsole console = console(false);

        console.progress("half done");
        console.line("end");

        assertThat(written()).isEqualTo("half done\nend\n");
    }

    private DemoConsole console(boolean rewrites) {
        return DemoConsole.on(new PrintStream(written, true, UTF_8), rewrites);
    }

    private String written() {
        return written.toString(UTF_8).replace(System.lineSeparator(), "\n");
    }
}
