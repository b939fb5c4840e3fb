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

/** A terminal of which the whole screen is redrawn; put back as it was at the end. Confined to one thread. */
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
                    "the terminal cannot be drawn on: " + e.getMessage() + "; \"telemetry monitor | cat\" prints lines",
                    e);
        }
    }

    /** Takes a terminal over, until it is closed. */
    static LiveScreen on(Terminal terminal) {
        return new LiveScreen(terminal);
    }

    /** Draws what is wanted for the screen's width and height. */
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
        // the display scrolls in the list that it is given
        display.update(new ArrayList<>(text.apply(size.getColumns(), size.getRows())), -1);
    }

    /** Whether the screen has another size than when it was drawn. */
    boolean hasChanged() {
        return !terminal.getSize().equals(size);
    }

    /** Waits for a key; answers true if it is one that leaves. */
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
            throw CliException.failed("the terminal could not be given back: " + e.getMessage(), e);
        }
    }
}
