// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertState;
import io.arxsvgx.telemetry.alert.Silence;
import io.arxsvgx.telemetry.rule.Severity;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a database file that is deleted, replaced, truncated or overwritten, while it is open and before. */
class DatabaseFileTest {
    private static final Silence SILENCE = new Silence(
            "q",
            Map.of("source", "pump*"),
            Instant.parse("2026-01-31T12:00:00Z"),
            Instant.parse("2999-01-01T00:00:00Z"),
            "ann",
            "");

    @TempDir
    private Path folder;

    private Path file;

    @AutoClose
    private SqliteAlertStore store;

    @BeforeEach
    void open() {
        file = folder.resolve("alerts.db");
        store = SqliteAlertStore.open(file);
    }

    private void again() {
        store.close();
        store = SqliteAlertStore.open(file);
    }

    private static Alert alert(String id) {
        return SqliteAlertStoreTest.alert(id, AlertState.FIRING, "s", Severity.WARNING, "hot");
    }

    private boolean append(String... ids) {
        List<Alert> alerts = new ArrayList<>();
        for (String id : ids) {
            alerts.add(alert(id));
        }
        return !store.append(alerts).toCompletableFuture().isCompletedExceptionally();
    }

    private List<String> ids() throws SQLException {
        return store.find(AlertQuery.newest(100)).stream().map(Alert::id).toList();
    }

    /** Fills the file itself, beyond its write-ahead log. */
    private void fill() {
        for (int i = 0; i < 40; i++) {
            List<Alert> alerts = new ArrayList<>();
            for (int j = 0; j < 50; j++) {
                alerts.add(alert(i + "-" + j));
            }
            assertThat(store.append(alerts).toCompletableFuture()).isCompleted();
        }
        assertThat(file).satisfies(path -> assertThat(Files.size(path)).isGreaterThan(100_000));
    }

    private Path beside(String suffix) {
        return folder.resolve("alerts.db" + suffix);
    }

    private void assertNotedUntilRemoved(String change) throws IOException {
        assertThat(store.problems()).singleElement().asString().contains("alerts.db", change, "to acknowledge");
        again();
        assertThat(store.problems()).singleElement().asString().contains(change);
        Files.delete(beside(".recreated"));
        store.generation();
        assertThat(store.problems()).isEmpty();
    }

    @Test
    void deletedWhileOpen_isCreatedAgainWithSilences() throws Exception {
        append("a");
        store.saveSilence(SILENCE);
        final long before = store.generation();
        Files.delete(file);

        assertThat(store.generation()).isGreaterThan(before);
        assertThat(append("b")).isTrue();
        assertThat(file).exists();
        again();
        assertThat(ids()).containsExactly("b");
        assertThat(store.silences()).containsExactly(SILENCE);
        assertNotedUntilRemoved("was deleted");
    }

    @Test
    void deletedWhileOpen_isNoticedByTheNextBatchToo() throws Exception {
        append("a");
        final long before = store.generation();
        Files.delete(file);
        Files.delete(beside("-wal"));

        assertThat(append("b")).isTrue();
        assertThat(store.generation()).isGreaterThan(before);
        again();
        assertThat(ids()).containsExactly("b");
    }

    @Test
    void folderDeletedWhileOpen_isCreatedAgain() throws Exception {
        store.close();
        file = folder.resolve("deep").resolve("alerts.db");
        store = SqliteAlertStore.open(file);
        append("a");
        Path moved = Files.move(folder.resolve("deep"), folder.resolve("moved"));

        assertThat(append("b")).isTrue();
        again();
        assertThat(ids()).containsExactly("b");
        assertThat(moved.resolve("alerts.db")).exists();
    }

    @Test
    void logDeletedWhileOpen_isNoticedAndNothingIsLost() throws Exception {
        append("a");
        final long before = store.generation();
        Files.delete(beside("-wal"));

        assertThat(store.generation()).isGreaterThan(before);
        append("b");
        again();
        assertThat(ids()).containsExactly("a", "b");
        assertNotedUntilRemoved("has lost its write-ahead log");
    }

    @Test
    void replacedWhileOpenByAnotherDatabase_thatIsUsed() throws Exception {
        Path other = folder.resolve("other.db");
        try (SqliteAlertStore backup = SqliteAlertStore.open(other)) {
            assertThat(backup.append(List.of(alert("old"))).toCompletableFuture())
                    .isCompleted();
        }
        append("a");
        final long before = store.generation();
        Files.delete(file);
        Files.move(other, file);

        assertThat(store.generation()).isGreaterThan(before);
        append("b");
        again();
        assertThat(ids()).containsExactly("old", "b");
        assertNotedUntilRemoved("was replaced");
    }

    @Test
    void replacedWhileOpenByGarbage_thatIsRenamed() throws Exception {
        append("a");
        Files.delete(file);
        Files.writeString(file, "no database at all, but long enough to be looked at ".repeat(50));

        assertThat(append("b")).isTrue();
        assertThat(ids()).containsExactly("b");
        assertThat(beside(".damaged")).content().startsWith("no database");
    }

    @Test
    void truncatedWhileOpen_isRenamedAndCreatedAgain() throws Exception {
        for (long length : new long[] {0, 100, 5_000}) {
            fill();
            final long before = store.generation();
            try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
                channel.truncate(length);
            }

            assertThat(store.generation()).as("of length %s", length).isGreaterThan(before);
            assertThat(append("b")).isTrue();
            again();
            assertThat(ids()).containsExactly("b");
            assertThat(store.problems()).singleElement().asString().contains("damaged", "alerts.db.damaged");
            Files.delete(beside(".damaged"));
            store.generation();
            assertThat(store.problems()).isEmpty();
        }
    }

    @Test
    void overwrittenWhileOpen_isRenamedAndCreatedAgain() throws Exception {
        fill();
        overwrite(0);

        assertThat(append("b")).isTrue();
        again();
        assertThat(ids()).containsExactly("b");
        assertThat(beside(".damaged")).exists();
    }

    /** Overwrites the file from an offset to its end. */
    private void overwrite(int from) throws IOException {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            byte[] garbage = new byte[(int) channel.size() - from];
            java.util.Arrays.fill(garbage, (byte) 0x55);
            channel.write(ByteBuffer.wrap(garbage), from);
        }
    }

    @Test
    void overwrittenBehindItsHeader_isRenamedWhenThatIsFound() throws Exception {
        fill();
        store.close();
        overwrite(4_096);
        store = SqliteAlertStore.open(file);
        boolean first = append("b");

        assertThat(first || append("b")).isTrue();
        assertThat(beside(".damaged")).exists();
        assertThat(ids()).containsExactly("b");
    }

    @Test
    void vacuumedByAnotherProgram_isTheSame() throws Exception {
        fill();
        final long before = store.generation();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("delete from alert where id <> '1-1'");
            statement.execute("delete from step");
            statement.execute("vacuum");
            statement.execute("pragma wal_checkpoint(truncate)");
        }

        assertThat(store.generation()).isEqualTo(before);
        append("b");
        assertThat(store.generation()).isEqualTo(before);
        assertThat(ids()).containsExactly("1-1", "b");
        assertThat(store.problems()).isEmpty();
    }

    @Test
    void damagedBeforeItIsOpened_isRenamedAndReportedUntilItIsMovedAway() throws Exception {
        for (int i = 1; i <= 3; i++) {
            append("a");
            store.close();
            byte[] bytes = Files.readAllBytes(file);
            for (int at = 0; at < bytes.length; at++) {
                bytes[at] = (byte) (bytes[at] ^ 0x55);
            }
            Files.write(file, bytes);
            store = SqliteAlertStore.open(file);

            assertThat(store.trouble()).isNull();
            assertThat(ids()).isEmpty();
            assertThat(append("b")).isTrue();
            assertThat(store.problems()).hasSize(i).last().asString().contains(i == 1 ? ".damaged" : ".damaged-" + i);
        }
        for (String suffix : List.of(".damaged", ".damaged-2", ".damaged-3")) {
            Files.delete(beside(suffix));
        }
        store.generation();
        assertThat(store.problems()).isEmpty();
    }

    @Test
    void databaseOfAnotherProgram_isRenamedAndKept() throws Exception {
        store.close();
        for (String mark : List.of("user_version = 0", "application_id = 77")) {
            Files.deleteIfExists(file);
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                    Statement statement = connection.createStatement()) {
                statement.execute("create table theirs (x)");
                statement.execute("pragma " + mark);
            }
            store = SqliteAlertStore.open(file);

            assertThat(append("b")).isTrue();
            store.close();
            try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + beside(".damaged"));
                    Statement statement = connection.createStatement()) {
                statement.execute("insert into theirs values (1)");
            }
            Files.delete(beside(".damaged"));
        }
    }

    @Test
    void tooManyDamagedFiles_staysAndSaysSo() throws Exception {
        store.close();
        for (int i = 1; i <= 9; i++) {
            Files.writeString(beside(i == 1 ? ".damaged" : ".damaged-" + i), "damaged");
        }
        Files.writeString(file, "no database at all, but long enough to be looked at ".repeat(50));
        store = SqliteAlertStore.open(file);

        assertThat(append("a")).isFalse();
        assertThat(store.trouble()).contains("9 damaged files");
        Files.delete(beside(".damaged-4"));
        assertThat(append("a")).isTrue();
    }

    @Test
    void lockedByAnotherProgram_failsWithinTheTimeoutAndGoesOnAfterwards() throws Exception {
        append("a");
        try (Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            statement.execute("begin immediate");
            assertThat(append("b")).isFalse();
            assertThat(store.trouble()).isNotNull();
            statement.execute("rollback");
        }
        final long before = store.generation();

        assertThat(append("b")).isTrue();
        assertThat(store.trouble()).isNull();
        assertThat(store.generation()).isEqualTo(before);
        assertThat(ids()).containsExactly("a", "b");
    }
}
