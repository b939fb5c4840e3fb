// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.shell;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The standard output for results, which records why writing failed. Thread-safe, as its parent is. */
public final class StandardOutput extends PrintStream {
    private final Watched watched;

    /** Opens the standard output of this process, in UTF-8. */
    public StandardOutput() {
        this(new Watched(new FileOutputStream(FileDescriptor.out)));
    }

    private StandardOutput(Watched watched) {
        super(watched, false, UTF_8);
        this.watched = watched;
    }

    /**
     * Writes the remaining output, and reports a failure to write. A reader that closes the pipe, as {@code head} does, is no
     * failure.
     *
     * @param code the exit code of the command
     * @param err the stream to which a failure is reported
     * @return the code, or {@link ExitCode#FAILED} if the command succeeded but its results could not be written
     */
    public int finish(int code, PrintStream err) {
        flush();
        String failure = watched.failure;
        if (failure == null || failure.toLowerCase(Locale.ROOT).contains("pipe")) {
            return code;
        }
        err.println("telemetry: cannot write the results: " + failure);
        return code == ExitCode.DONE ? ExitCode.FAILED : code;
    }

    private static final class Watched extends FilterOutputStream {
        private volatile @Nullable String failure;

        Watched(OutputStream target) {
            super(target);
        }

        @Override
        public void write(int one) throws IOException {
            write(new byte[] {(byte) one}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            try {
                out.write(bytes, from, length);
            } catch (IOException e) {
                failure = e.getMessage() == null ? e.toString() : e.getMessage();
                throw e;
            }
        }
    }
}
