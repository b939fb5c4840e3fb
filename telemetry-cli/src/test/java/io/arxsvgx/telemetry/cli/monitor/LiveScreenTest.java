// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class LiveScreenTest {
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PipedOutputStream keys = new PipedOutputStream();
    private Terminal terminal;
    private LiveScreen screen;

    @BeforeEach
    void open() throws IOException {
        terminal = TerminalBuilder.builder()
                .system(false)
                .streams(new PipedInputStream(keys), shown)
                .type("xterm")
                .encoding(UTF_8)
                .build();
        terminal.setSize(new Size(40, 10));
        screen = LiveScreen.on(terminal);
    }

    @AfterEach
    void close() throws IOException {
        keys.close();
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
    void awaitLeave_keys_onlySomeLeave() throws IOException {
        press('x');
        assertThat(screen.awaitLeave(LONG)).isFalse();
        press('q');
        assertThat(screen.awaitLeave(LONG)).isTrue();
        press(3); // Ctrl-C
        assertThat(screen.awaitLeave(LONG)).isTrue();
    }

    private void press(int key) throws IOException {
        keys.write(key);
        keys.flush();
    }

    @Test
    void close_screen_givesTheTerminalBack() {
        screen.close();

        assertThat(shown.toString(UTF_8)).contains("\u001b[?1049h").contains("\u001b[?1049l");
    }
}
