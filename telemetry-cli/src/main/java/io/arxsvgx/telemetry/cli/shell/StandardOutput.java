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

/** Where results go, which remembers why some could not be written. Thread-safe, as its parent is. */
public final class StandardOutput extends PrintStream {
    private final Watched watched;

    /** The standard output of this process, in UTF-8. */
    public StandardOutput() {
        this(new Watched(new FileOutputStream(FileDescriptor.out)));
    }

    private StandardOutput(Watched watched) {
        super(watched, false, UTF_8);
        this.watched = watched;
    }

    /**
     * Writes what is left, and says whether all results have come through. A reader that wants no more, as {@code head} does, is
     * no failure.
     *
     * @param code what the command would end with
     * @param err where a failure is told
     * @return the code, or {@link ExitCode#FAILED} for a command that was done but for its results
     */
    public int finish(int code, PrintStream err) {
        flush();
        String failure = watched.failure;
        if (failure == null || failure.toLowerCase(Locale.ROOT).contains("pipe")) {
            return code;
        }
        err.println("telemetry: the results cannot be written: " + failure);
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
