// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.impl.LineDisciplineTerminal;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private LineDisciplineTerminal terminal;
    private LiveScreen screen;

    @BeforeEach
    void open() throws IOException {
        terminal = new LineDisciplineTerminal("test", "xterm", shown, UTF_8);
        terminal.setSize(new Size(40, 10));
        screen = LiveScreen.on(terminal);
    }

    private static List<AttributedString> lines(int first, int count) {
        return IntStream.range(first, first + count)
                .mapToObj(i -> new AttributedString("line " + i))
                .toList();
    }

    @Test
    void draw_linesThatMove_areDrawnAgain() {
        screen.draw((width, height) -> lines(0, height));
        screen.draw((width, height) -> lines(1, height));
        screen.draw((width, height) -> lines(0, height));

        assertThat(shown.toString(UTF_8)).contains("line 0", "line 9");
    }

    @Test
    void hasChanged_afterAResize_isTrueUntilDrawn() {
        screen.draw((width, height) -> lines(0, height));
        assertThat(screen.hasChanged()).isFalse();

        terminal.setSize(new Size(20, 5));
        assertThat(screen.hasChanged()).isTrue();

        screen.draw((width, height) -> {
            assertThat(width).isEqualTo(20);
            assertThat(height).isEqualTo(5);
            return lines(0, height);
        });
        assertThat(screen.hasChanged()).isFalse();
    }

    @Test
    void close_screen_givesTheTerminalBack() {
        screen.close();

        assertThat(shown.toString(UTF_8))
                .contains("\u001b[?1049h")
                .contains("\u001b[?1049l")
                .contains("\u001b[?25h");
    }
}
