// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.monitor;

import io.arxsvgx.telemetry.cli.shell.CliException;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;

/** A full-screen view on a terminal, which is restored when the view is closed. Confined to one thread. */
final class LiveScreen implements AutoCloseable {
    private static final int CTRL_C = 3;
    private static final int CTRL_D = 4;

    private final Terminal terminal;
    private final Attributes before;
    private final Display display;
    private final NonBlockingReader keys;
    private Size size = new Size(0, 0);

    private LiveScreen(Terminal terminal) {
        this.terminal = terminal;
        before = terminal.enterRawMode();
        display = new Display(terminal, true);
        keys = terminal.reader();
        terminal.puts(Capability.enter_ca_mode);
        terminal.puts(Capability.cursor_invisible);
        terminal.flush();
    }

    static LiveScreen open() {
        try {
            return on(TerminalBuilder.builder()
                    .system(true)
                    .dumb(false)
                    .nativeSignals(false)
                    .build());
        } catch (IOException e) {
            throw CliException.failed(
                    "cannot draw on the terminal: " + e.getMessage() + "; \"telemetry monitor | cat\" prints lines", e);
        }
    }

    /** Opens a view on a terminal. */
    static LiveScreen on(Terminal terminal) {
        return new LiveScreen(terminal);
    }

    /** Draws the lines for the screen's width and height. */
    void draw(BiFunction<Integer, Integer, List<AttributedString>> text) {
        Size now = terminal.getSize();
        if (now.getRows() < 1 || now.getColumns() < 1) {
            now = new Size(80, 24);
        }
        if (!now.equals(size)) {
            size = now;
            display.resize(size.getRows(), size.getColumns());
            display.clear();
        }
        // the display modifies its list when it scrolls
        display.update(new ArrayList<>(text.apply(size.getColumns(), size.getRows())), -1);
    }

    /** Whether the screen has changed its size since it was drawn. */
    boolean hasChanged() {
        return !terminal.getSize().equals(size);
    }

    /** Waits for a key; returns true for a key that quits. */
    boolean awaitLeave(Duration most) {
        try {
            int key = keys.read(Math.max(1, most.toMillis()));
            return key == 'q' || key == 'Q' || key == CTRL_C || key == CTRL_D || key == NonBlockingReader.EOF;
        } catch (IOException e) {
            return true;
        }
    }

    @Override
    public void close() {
        terminal.puts(Capability.cursor_normal);
        terminal.puts(Capability.exit_ca_mode);
        terminal.setAttributes(before);
        terminal.flush();
        try {
            terminal.close();
        } catch (IOException e) {
            throw CliException.failed("cannot restore the terminal: " + e.getMessage(), e);
        }
    }
}
