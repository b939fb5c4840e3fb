// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The file of a database in its folder. It detects whether the file is still the one that was opened, and renames
 * damaged files. A note beside it records each replacement until an operator removes the note. Not thread-safe.
 */
final class DatabaseFile {
    /** The application id "ARXT", at offset 68 of the file. */
    static final int APPLICATION_ID = 0x41525854;

    static final String LOST_LOG = "has lost its write-ahead log";

    private static final Logger LOG = LoggerFactory.getLogger("io.arxsvgx.telemetry");
    private static final int MAX_DAMAGED = 9;
    private static final int HEADER_BYTES = 100;
    private static final String MAGIC = "SQLite format 3\0";
    private static final String WAL = "-wal";
    private static final String SHM = "-shm";

    private final Path file;
    private final InstantSource clock;
    private boolean isKnown;
    private @Nullable Object key;
    private @Nullable Object walKey;
    private long size;

    DatabaseFile(Path file, InstantSource clock) {
        this.file = file.toAbsolutePath();
        this.clock = clock;
    }

    Path path() {
        return file;
    }

    /** Records the identity of the file that was opened. */
    void opened() {
        isKnown = true;
        walKey = null;
        noteCommit();
    }

    /** Forgets the identity; the next file that is opened counts. */
    void forget() {
        isKnown = false;
    }

    /** Records the size of the file. */
    void noteCommit() {
        BasicFileAttributes now = attributes(file);
        key = now == null ? null : now.fileKey();
        size = now == null ? 0 : now.size();
        if (walKey == null) {
            walKey = walKey();
        }
    }

    /** Returns what happened to the file since it was opened, such as "was deleted"; null if it is the same file. */
    @Nullable
    String change(boolean isOpen) {
        if (!isKnown) {
            return null;
        }
        BasicFileAttributes now = attributes(file);
        if (now == null) {
            return "was deleted";
        }
        if (key != null && !key.equals(now.fileKey())) {
            return "was replaced";
        }
        return isOpen && walKey != null && !walKey.equals(walKey()) ? LOST_LOG : null;
    }

    /** Returns how the opened file is damaged; null if it is missing or shows no damage. */
    @Nullable
    String damage() {
        BasicFileAttributes now = isKnown ? attributes(file) : null;
        if (now == null) {
            return null;
        }
        // a file that another program has vacuumed is shorter, and its header says so
        if (now.size() < size && (now.size() == 0 || !isWhole(true))) {
            return "truncated";
        }
        return isWhole(false) ? null : "overwritten";
    }

    private @Nullable Object walKey() {
        BasicFileAttributes wal = attributes(beside(file, WAL));
        return wal == null ? null : wal.fileKey();
    }

    private static @Nullable BasicFileAttributes attributes(Path path) {
        try {
            return Files.readAttributes(path, BasicFileAttributes.class);
        } catch (IOException e) {
            return null;
        }
    }

    /**
     * Returns whether the file is missing, empty, or has the header of a database of this program, and the length in
     * its header. While it has a write-ahead log, its length may be less.
     */
    boolean isDatabase() {
        BasicFileAttributes wal = attributes(beside(file, WAL));
        return isWhole(wal == null || wal.size() == 0);
    }

    private boolean isWhole(boolean lengthCounts) {
        ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES);
        long length;
        try (FileChannel channel = FileChannel.open(file)) {
            length = channel.size();
            int got = 0;
            while (got >= 0 && header.hasRemaining()) {
                got = channel.read(header);
            }
        } catch (IOException e) {
            // a missing or unreadable file is no reason to rename it
            return true;
        }
        if (length == 0) {
            return true;
        }
        String magic = new String(header.array(), 0, MAGIC.length(), StandardCharsets.ISO_8859_1);
        int application = header.getInt(68);
        return !header.hasRemaining()
                && magic.equals(MAGIC)
                && (application == 0 || application == APPLICATION_ID)
                && (!lengthCounts || length >= lengthBy(header));
    }

    /** Returns the length that the header states. */
    private static long lengthBy(ByteBuffer header) {
        int pageSize = header.getShort(16) == 1 ? 1 << 16 : header.getShort(16) & 0xffff;
        return pageSize * Math.max(1, header.getInt(28) & 0xffffffffL);
    }

    void createFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null) {
            Files.createDirectories(folder);
        }
    }

    /** Renames a damaged file and its write-ahead log, so that a new one can be created. */
    void moveAside(String why) throws IOException {
        for (int number = 1; number <= MAX_DAMAGED; number++) {
            Path aside = damaged(number);
            if (!Files.exists(aside)) {
                Files.move(file, aside);
                Path wal = beside(file, WAL);
                if (Files.exists(wal)) {
                    Files.move(wal, beside(aside, WAL), StandardCopyOption.REPLACE_EXISTING);
                }
                Files.deleteIfExists(beside(file, SHM));
                LOG.error("alert database {} is damaged ({}); renamed to {}, a new one is created", file, why, aside);
                return;
            }
        }
        throw new IOException("too many: " + MAX_DAMAGED + " damaged files beside it; move them away");
    }

    /** Removes the write-ahead log of a file that no longer exists, which SQLite would apply to its replacement. */
    void removeOwnLog() {
        try {
            if (walKey != null && walKey.equals(walKey())) {
                Files.deleteIfExists(beside(file, WAL));
                Files.deleteIfExists(beside(file, SHM));
            }
        } catch (IOException e) {
            LOG.warn("cannot remove {}", beside(file, WAL), e);
        }
    }

    /** Writes a note that the file was replaced. */
    void noteRecreated(String change) {
        LOG.error("alert database {} {} while in use; listed alerts and silences are written again", file, change);
        String text = file.getFileName() + " " + change + " at "
                + clock.instant().truncatedTo(ChronoUnit.SECONDS)
                + " while in use; listed alerts and silences were written again, earlier ones may be gone";
        try {
            createFolder();
            Files.writeString(recreated(), text);
        } catch (IOException e) {
            LOG.warn("cannot write {}", recreated(), e);
        }
    }

    /** Returns the notices for an operator. They are reported until the files are removed. */
    List<String> notices() {
        List<String> found = new ArrayList<>();
        for (int number = 1; number <= MAX_DAMAGED; number++) {
            Path aside = damaged(number);
            if (Files.exists(aside)) {
                found.add("alert database was damaged and renamed to " + aside
                        + "; a new one was created (move the file away to acknowledge)");
            }
        }
        if (Files.exists(recreated())) {
            found.add("alert database " + recreatedText() + " (remove " + recreated() + " to acknowledge)");
        }
        return found;
    }

    private String recreatedText() {
        try {
            return Files.readString(recreated()).strip();
        } catch (IOException e) {
            return "was created again while in use";
        }
    }

    private Path damaged(int number) {
        return beside(file, number == 1 ? ".damaged" : ".damaged-" + number);
    }

    private Path recreated() {
        return beside(file, ".recreated");
    }

    private static Path beside(Path path, String suffix) {
        return path.resolveSibling(path.getFileName() + suffix);
    }
}
