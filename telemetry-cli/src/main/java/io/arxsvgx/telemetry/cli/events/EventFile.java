// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.events;

import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.json.StrictUtf8;
import java.io.BufferedInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A file of events, or the standard input. Confined to one thread, except for {@link #bytesRead}. */
public final class EventFile implements AutoCloseable {
    /** The name of the standard input. */
    public static final String STANDARD_INPUT = "-";

    private static final int MAGIC = 2;

    /** The format of a file of events. */
    public enum Format {
        /** One JSON object, or an array of them. */
        JSON,
        /** One JSON object per line. */
        NDJSON,
        /** Rows of values; the first row names the columns. */
        CSV;

        /**
         * Returns the format according to a file name.
         *
         * @param name the name, optionally with the extension .gz
         * @return JSON for .json, CSV for .csv, else NDJSON
         */
        public static Format of(String name) {
            String plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
            return plain.endsWith(".json") ? JSON : plain.endsWith(".csv") ? CSV : NDJSON;
        }
    }

    private final String name;
    private final Counting raw;
    private final long size;
    private final EventReader reader;

    private EventFile(String name, Counting raw, long size, EventReader reader) {
        this.name = name;
        this.raw = raw;
        this.size = size;
        this.reader = reader;
    }

    /**
     * Opens a file.
     *
     * @param name its path, or {@value #STANDARD_INPUT}
     * @param format the format; null for the format according to the name
     * @param standardInput the stream for {@value #STANDARD_INPUT}
     * @return the open file
     * @throws CliException if it cannot be read
     */
    public static EventFile open(String name, @Nullable Format format, InputStream standardInput) {
        boolean isStandard = name.equals(STANDARD_INPUT);
        try {
            Counting raw = new Counting(isStandard ? standardInput : Files.newInputStream(Path.of(name)));
            try {
                InputStream plain = utf8(name, decompressed(raw));
                Format chosen = format != null ? format : Format.of(name);
                EventReader reader = switch (chosen) {
                    case JSON -> new DocumentReader(plain);
                    case CSV -> new CsvEventReader(plain);
                    case NDJSON -> new LineReader(plain);
                };
                long size = isStandard ? -1 : Files.size(Path.of(name));
                return new EventFile(isStandard ? "standard input" : name, raw, size, reader);
            } catch (IOException | CliException e) {
                raw.close();
                throw e;
            }
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /**
     * Creates the failure for a file that cannot be read.
     *
     * @param name the file
     * @param why the cause
     * @return the failure
     */
    public static CliException unreadable(String name, IOException why) {
        return CliException.failed("cannot read " + name + ": " + FileErrors.reason(Path.of(name), why), why);
    }

    /** Decompresses a stream if its first bytes are those of gzip. */
    private static BufferedInputStream decompressed(Counting raw) throws IOException {
        BufferedInputStream buffered = new BufferedInputStream(raw, 1 << 16);
        buffered.mark(MAGIC);
        byte[] magic = buffered.readNBytes(MAGIC);
        buffered.reset();
        boolean isGzip = magic.length == MAGIC && magic[0] == 0x1f && magic[1] == (byte) 0x8b;
        return isGzip ? new BufferedInputStream(new GZIPInputStream(buffered, 1 << 16), 1 << 16) : buffered;
    }

    /** Rejects UTF-16, in which not even ends of line can be found. */
    private static InputStream utf8(String name, InputStream in) throws IOException {
        in.mark(StrictUtf8.MAGIC_LENGTH);
        String other = StrictUtf8.otherEncoding(in.readNBytes(StrictUtf8.MAGIC_LENGTH));
        in.reset();
        if (other != null) {
            throw CliException.failed("cannot read " + name + ": expected UTF-8, got " + other);
        }
        return in;
    }

    EventReader reader() {
        return reader;
    }

    /**
     * Returns the name for messages.
     *
     * @return its path
     */
    public String name() {
        return name;
    }

    /**
     * Returns the size on disk, in bytes.
     *
     * @return the size; -1 if unknown
     */
    public long size() {
        return size;
    }

    /**
     * Returns the number of bytes that have been read.
     *
     * @return at most {@link #size}
     */
    public long bytesRead() {
        return raw.count;
    }

    @Override
    public void close() {
        try {
            raw.close();
        } catch (IOException e) {
            throw unreadable(name, e);
        }
    }

    /** A stream that counts the bytes that are read. */
    private static final class Counting extends FilterInputStream {
        private volatile long count;

        Counting(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            int read = super.read();
            add(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = super.read(into, from, length);
            add(Math.max(0, read));
            return read;
        }

        @SuppressWarnings("NonAtomicVolatileUpdate") // one thread writes
        private void add(int bytes) {
            count += bytes;
        }
    }
}
