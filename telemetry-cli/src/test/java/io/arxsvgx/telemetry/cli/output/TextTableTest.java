// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.output;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.cli.shell.CliContext;
import io.arxsvgx.telemetry.cli.shell.StopSignal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TextTableTest {
    private static List<String> printed(boolean isTerminal, int columns) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream stream = new PrintStream(out, true, UTF_8);
        CliContext shell = new CliContext(
                Map.of("COLUMNS", Integer.toString(columns), "NO_COLOR", "1"),
                new ByteArrayInputStream(new byte[0]),
                stream,
                stream,
                isTerminal,
                isTerminal,
                new StopSignal());
        TextTable table = new TextTable("ID", ">COUNT", "WHAT");
        table.row("pump", "12", "the pressure of the pump rises by 12 bar a minute");
        table.row("fan", "3", "all is well");
        table.print(shell);
        return out.toString(UTF_8).lines().toList();
    }

    @Test
    void print_notOnATerminal_isALineARow() {
        assertThat(printed(false, 20))
                .containsExactly(
                        "ID    COUNT  WHAT",
                        "pump     12  the pressure of the pump rises by 12 bar a minute",
                        "fan       3  all is well");
    }

    @Test
    void print_terminalTooNarrow_breaksTheLastColumnBetweenWords() {
        assertThat(printed(true, 40))
                .containsExactly(
                        "ID    COUNT  WHAT",
                        "pump     12  the pressure of the pump",
                        "             rises by 12 bar a minute",
                        "fan       3  all is well");
    }

    @Test
    void print_terminalMuchTooNarrow_putsTheLastColumnUnderItsRow() {
        assertThat(printed(true, 30))
                .containsExactly(
                        "ID    COUNT",
                        "    WHAT",
                        "pump     12",
                        "    the pressure of the pump",
                        "    rises by 12 bar a minute",
                        "fan       3",
                        "    all is well");
    }

    @Test
    void broken_anyWidth_keepsAllOfTheTextWithinIt() {
        String text = "  a word, averyverylongwordthatfitsnowhere  and the  end";
        for (int width = -1; width < 60; width++) {
            int most = Math.max(1, width);
            List<String> lines = Formats.broken(text, width);

            assertThat(lines).isNotEmpty().allMatch(line -> line.length() <= most);
            assertThat(String.join("", lines).replace(" ", "")).isEqualTo(text.replace(" ", ""));
        }
        assertThat(Formats.broken(text, text.length())).containsExactly(text);
        assertThat(Formats.broken("", 5)).containsExactly("");
    }
}
