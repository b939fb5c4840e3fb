// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.notify.internal.integration;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** A command that runs. Its output is read to the end and kept up to 64 kB. Used by one thread. */
final class RunningCommand {
    private static final int MAX_OUTPUT = 1 << 16;
    private static final int BUFFER = 1 << 13;
    private static final long POLL_MILLIS = 5;
    /** What a command gets of the environment of this process, which may have secrets. */
    private static final Set<String> INHERITED =
            Set.of("PATH", "HOME", "USER", "LANG", "LC_ALL", "TZ", "TMPDIR", "TEMP", "SystemRoot", "PATHEXT");

    private final Process process;
    private final ByteArrayOutputStream output = new ByteArrayOutputStream();

    /** The end of a command: its exit code, unless it was killed. */
    record End(boolean isTimedOut, int code, String output) {}

    private RunningCommand(Process process) {
        this.process = process;
    }

    /** Starts a command in a directory. */
    static RunningCommand start(List<String> command, Map<String, String> environment, Path directory)
            throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.directory(directory.toAbsolutePath().toFile());
        builder.environment().keySet().retainAll(INHERITED);
        builder.environment().putAll(environment);
        return new RunningCommand(builder.start());
    }

    /** Writes the input, and waits for the exit; kills the command and its children after the timeout. */
    End await(byte[] input, Duration timeout) throws InterruptedException {
        startWriter(input);
        long end = System.nanoTime() + timeout.toNanos();
        try {
            while (!process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)) {
                drain();
                if (System.nanoTime() - end >= 0) {
                    return new End(true, 0, "");
                }
            }
            drain();
            return new End(false, process.exitValue(), output.toString(StandardCharsets.UTF_8));
        } finally {
            kill();
        }
    }

    private void startWriter(byte[] input) {
        Thread thread = new Thread(() -> write(input), "telemetry-notify-command-input");
        thread.setDaemon(true);
        thread.start();
    }

    private void write(byte[] input) {
        try (OutputStream out = process.getOutputStream()) {
            out.write(input);
        } catch (IOException e) {
            return; // the command does not read its input, which is its right
        }
    }

    /** Reads what there is, without waiting for more: a process that the command left behind may keep its output open. */
    private void drain() {
        byte[] buffer = new byte[BUFFER];
        try {
            InputStream in = process.getInputStream();
            while (in.available() > 0) {
                int n = in.read(buffer, 0, Math.min(buffer.length, in.available()));
                output.write(buffer, 0, Math.max(0, Math.min(n, MAX_OUTPUT - output.size())));
            }
        } catch (IOException e) {
            return; // closed
        }
    }

    private void kill() {
        List<ProcessHandle> tree = new ArrayList<>(process.descendants().toList());
        process.destroyForcibly();
        for (ProcessHandle child : tree) {
            child.descendants().forEach(ProcessHandle::destroyForcibly);
            child.destroyForcibly();
        }
        try {
            process.getInputStream().close();
        } catch (IOException e) {
            return; // closed
        }
    }
}
