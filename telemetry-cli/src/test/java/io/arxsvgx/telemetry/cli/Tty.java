// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.Reader;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jline.builtins.ScreenTerminal;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.impl.jni.linux.LinuxNativePty;
import org.jline.terminal.spi.TerminalProvider;

/** A terminal of the operating system with one program and the text on its screen. Linux only. */
final class Tty implements AutoCloseable {
    private final LinuxNativePty pty;
    private final ScreenTerminal screen;
    private final StringWriter written = new StringWriter();
    private Process process = ended();

    private Tty(LinuxNativePty pty, Size size) throws IOException {
        this.pty = pty;
        screen = new ScreenTerminal(size.getColumns(), size.getRows());
        Thread reader = new Thread(this::read, "screen");
        reader.setDaemon(true);
        reader.start();
    }

    static Tty of(int columns, int rows) throws IOException {
        Size size = new Size(columns, rows);
        return new Tty(LinuxNativePty.open(TerminalProvider.load("jni"), null, size), size);
    }

    private static Process ended() throws IOException {
        return new ProcessBuilder("true").start();
    }

    private void read() {
        try (Reader in = new InputStreamReader(pty.getMasterInput(), UTF_8)) {
            char[] buffer = new char[4096];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                String text = new String(buffer, 0, read);
                screen.write(text);
                written.append(text);
            }
        } catch (IOException e) {
            // no process has the terminal open any more
        }
    }

    void run(Map<String, String> environment, List<String> command) throws IOException {
        File name = new File(pty.getName());
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectInput(name)
                .redirectOutput(name)
                .redirectError(name);
        builder.environment().keySet().removeAll(List.of("COLUMNS", "LINES", "NO_COLOR"));
        builder.environment().put("TERM", "xterm-256color");
        builder.environment().putAll(environment);
        process = builder.start();
    }

    void resize(int columns, int rows) throws IOException {
        pty.setSize(new Size(columns, rows));
        screen.setSize(columns, rows);
    }

    void type(String keys) throws IOException {
        OutputStream out = pty.getMasterOutput();
        out.write(keys.getBytes(UTF_8));
        out.flush();
    }

    /** The lines on the screen. */
    List<String> lines() {
        return screen.toString().lines().map(String::stripTrailing).toList();
    }

    /** All output, with control sequences. */
    String written() {
        return written.toString();
    }

    Attributes attributes() throws IOException {
        return pty.getAttr();
    }

    int exitCode() throws InterruptedException {
        if (!process.waitFor(Programs.LONG.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs:\n" + String.join("\n", lines()));
        }
        return process.exitValue();
    }

    @Override
    public void close() throws IOException {
        process.destroyForcibly();
        pty.close();
    }
}
