// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertQuery;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.alert.AlertStoreException;
import io.arxsvgx.telemetry.alert.Silence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteAlertStoreContractTest extends AlertStoreContract {
    @TempDir
    private Path folder;

    private Path data() {
        return folder.resolve("data");
    }

    @Override
    AlertStore open() {
        return SqliteAlertStore.open(data().resolve("alerts.db"), Duration.ofDays(90), 1_000_000, time);
    }

    @Override
    boolean outlivesTheProcess() {
        return true;
    }

    /** Starts with a file in place of the store's folder. */
    private void startUnavailable() throws IOException {
        processor.close();
        Files.move(data(), folder.resolve("away"));
        Files.writeString(folder.resolve("file"), "a file where the folder should be");
        Files.createSymbolicLink(data(), folder.resolve("file"));
        start();
    }

    /** Puts the folder back in one step, since the store tries to create a missing one at any time. */
    private void repair() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("away"));
        Files.move(link, data(), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void assertUnavailable(ThrowingCallable call) {
        assertThatExceptionOfType(AlertStoreException.class)
                .isThrownBy(call)
                .withMessageStartingWith("alert store unavailable: ");
    }

    @Test
    void unavailable_everyCall_failsAndChangesNothing() throws IOException {
        startUnavailable();

        assertUnavailable(() -> history().find(AlertQuery.newest(9)));
        assertUnavailable(() -> history().alert("a"));
        assertUnavailable(() -> history().steps("a"));
        assertUnavailable(() -> history().patterns(null, 9));
        assertUnavailable(() -> processor.silence(silence("q", NOON, NOON.plusSeconds(60))));
        assertUnavailable(() -> processor.expireSilence("q"));
        assertUnavailable(() -> processor.acknowledge("a", "ann", ""));
        assertThat(processor.silences().list()).isEmpty();
        assertThat(processor.alerts().storeMetrics().orElseThrow().failing()).isTrue();
    }

    @Test
    void available_again_alertsAreDurableAndSilencesOfBeforeInForce() throws IOException {
        Silence ended = silence("q1", NOON, NOON.plusSeconds(3_600));
        Silence silence = silence("q2", NOON, NOON.plusSeconds(3_600));
        processor.silence(ended);
        processor.silence(silence);
        startUnavailable();
        record("pump", "temperature", 90);
        assertThat(newest("pump").durable()).isFalse();
        assertThat(processor.silences().list()).isEmpty();

        repair();
        assertThat(processor.expireSilence("q1")).isTrue();
        soon(() -> {
            // a call that began before the repair may fail after it; it is retried a second later
            time.advance(Duration.ofMillis(100));
            return newest("pump").durable() && !processor.silences().list().isEmpty();
        });

        Alert alert = newest("pump");
        assertThat(history().alert(alert.id())).isPresent();
        assertThat(processor.silences().list()).containsExactly(silence);
        assertThat(alert.silenced()).isTrue();
        assertThat(processor.alerts().storeMetrics().orElseThrow().failing()).isFalse();
    }
}
