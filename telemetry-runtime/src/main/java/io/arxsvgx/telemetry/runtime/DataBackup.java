// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.json.AtomicFile;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/**
 * A copy of a data folder in one ZIP file: alerts, silences, rules, boards and the checkpoint. It can be created while a
 * runtime uses the folder. The result is what a crash at that moment would leave: every alert that was durable, and the
 * windows of the last checkpoint.
 *
 * <pre>{@code
 * DataBackup.create(Path.of("data"), Path.of("telemetry-backup.zip"));
 * DataBackup.restore(Path.of("telemetry-backup.zip"), Path.of("new-data"));
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class DataBackup {
    /** The comment of the ZIP file begins with this and the version, then come the names of its files. */
    private static final String FORMAT = "arx-telemetry-backup-";

    private static final Pattern COMMENT = Pattern.compile(FORMAT + "([0-9]{1,9})((?: [^ ]+)*)");

    private static final int VERSION = 1;

    private DataBackup() {}

    /**
     * Writes a backup of a data folder.
     *
     * @param data the data folder
     * @param backup the file to create, which must not exist; written beside its place first and renamed at the end
     * @return the name and the length in bytes of each file in the backup
     * @throws IOException if the folder has no data, a file cannot be read, the database is damaged, or the backup
     *     cannot be written
     */
    public static Map<String, Long> create(Path data, Path backup) throws IOException {
        requireNonNull(data, "data");
        if (Files.exists(requireNonNull(backup, "backup"))) {
            throw new FileAlreadyExistsException(backup.toString(), null, "file exists; choose another name");
        }
        if (DataFiles.in(data).isEmpty()) {
            throw new IOException("no data in folder " + data + ": expected one of " + DataFiles.NAMES);
        }
        Map<String, Long> written = new LinkedHashMap<>();
        AtomicFile.write(backup, out -> write(data, backup, out, written));
        return written;
    }

    private static void write(Path data, Path backup, OutputStream out, Map<String, Long> written) throws IOException {
        Path database = backup.resolveSibling(backup.getFileName() + ".alerts.part");
        // a file that does not exist has a folder
        Path folder = requireNonNull(database.toAbsolutePath().getParent());
        NativeLibraryFolder library = NativeLibraryFolder.use(folder);
        try {
            ZipOutputStream zip = new ZipOutputStream(out);
            List<String> names = DataFiles.in(data);
            zip.setComment(FORMAT + VERSION + " " + String.join(" ", names));
            // the database last: a restart expects it to be later than the checkpoint
            for (String name : names) {
                Path file = data.resolve(name);
                if (name.equals(DataFiles.ALERTS)) {
                    Files.deleteIfExists(database);
                    SqliteAlertStore.copy(file, database);
                    file = database;
                }
                zip.putNextEntry(new ZipEntry(name));
                written.put(name, Files.copy(file, zip));
                zip.closeEntry();
            }
            zip.finish();
        } finally {
            library.close();
            Files.deleteIfExists(database);
        }
    }

    /**
     * Restores a backup into a data folder.
     *
     * @param backup what {@link #create} wrote
     * @param data a folder without data, or one that does not exist. If the process is killed during the call, a runtime
     *     refuses the folder until the call is repeated
     * @return the name and the length in bytes of each restored file
     * @throws DataFolderInUseException if a runtime uses the folder
     * @throws DataFolderException if the folder cannot be written
     * @throws IOException if the file is not a backup, is damaged, was written by a later release, or the folder has data
     */
    public static Map<String, Long> restore(Path backup, Path data) throws IOException {
        requireNonNull(data, "data");
        try (ZipFile zip = new ZipFile(backup.toFile())) {
            requireKnown(zip, backup);
            return restore(zip, data);
        }
    }

    private static void requireKnown(ZipFile zip, Path backup) throws IOException {
        Matcher comment = COMMENT.matcher(String.valueOf(zip.getComment()));
        if (!comment.matches()) {
            throw new IOException(backup + " is not a backup of a data folder");
        }
        int version = Integer.parseInt(comment.group(1));
        if (version > VERSION) {
            throw new IOException(backup + " was written by a later release (backup version " + version
                    + "; this release reads versions up to " + VERSION + ")");
        }
        List<String> stated = List.of(comment.group(2).strip().split(" "));
        List<String> found = zip.stream().map(ZipEntry::getName).toList();
        if (!found.equals(stated) || !DataFiles.NAMES.containsAll(found)) {
            throw new IOException(backup + " is damaged: expected the files " + stated + ", got " + found);
        }
    }

    private static Map<String, Long> restore(ZipFile zip, Path data) throws IOException {
        Map<String, Long> restored = new LinkedHashMap<>();
        DataFolder folder = DataFolder.openForRestore(data);
        try {
            for (String name : DataFiles.NAMES) {
                ZipEntry entry = zip.getEntry(name);
                if (entry != null) {
                    restored.put(name, restore(zip, entry, folder.restoring().resolve(name)));
                }
            }
            folder.finishRestore();
        } catch (IOException | RuntimeException e) {
            folder.discardRestore();
            throw e;
        }
        folder.close();
        return restored;
    }

    private static long restore(ZipFile zip, ZipEntry entry, Path file) throws IOException {
        CRC32 checksum = new CRC32();
        try (InputStream in = new CheckedInputStream(zip.getInputStream(entry), checksum)) {
            AtomicFile.write(file, in::transferTo);
        }
        if (checksum.getValue() != entry.getCrc()) {
            throw new IOException(zip.getName() + " is damaged: " + entry.getName() + " has another checksum");
        }
        return Files.size(file);
    }
}
