// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static io.arxsvgx.telemetry.runtime.RuntimeFixture.flush;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.hot;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.onFreePorts;
import static io.arxsvgx.telemetry.runtime.RuntimeFixture.record;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.arxsvgx.telemetry.InvalidSettingException;
import io.arxsvgx.telemetry.alert.Alert;
import io.arxsvgx.telemetry.alert.AlertStore;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rule.AlertRule;
import io.arxsvgx.telemetry.rule.InvalidRuleException;
import io.arxsvgx.telemetry.server.Endpoint;
import io.arxsvgx.telemetry.server.PortUnavailableException;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.store.NewerFileException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is refused leaves no thread, no lock and no new folder. */
class RefusedStartTest {
    @TempDir(factory = RuntimeFixture.InTarget.class)
    private Path folder;

    private Path fresh() {
        return folder.resolve("new/data");
    }

    @AfterEach
    void nothingIsLeft() {
        RuntimeFixture.awaitNoThreads();
        assertThat(folder.resolve("new")).doesNotExist();
    }

    private static void assertUsable(Path data) {
        try (TelemetryRuntime next =
                onFreePorts().data(data).rules(List.of(hot())).build()) {
            next.start();
            record(next, "pump", 90);
            flush(next);
            assertThat(next.processor().alerts(10)).hasSize(1);
        }
    }

    @Test
    void dataFolder_inUse_isRefusedWithItsPath_andStaysUsableForItsOwner() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), Files.createDirectory(folder.resolve("data")));
        Path data = folder.resolve("data");
        try (TelemetryRuntime first =
                onFreePorts().data(data).rules(List.of(hot())).build()) {
            first.start();
            for (Path same : List.of(data, link, folder.resolve("other/../data"))) {
                DataFolderInUseException refusal = catchThrowableOfType(
                        DataFolderInUseException.class, onFreePorts().data(same)::build);
                assertThat(refusal.path()).isEqualTo(same.toAbsolutePath().normalize());
                assertThat(refusal).hasMessageContaining(refusal.path() + " is in use by another runtime");
            }
            record(first, "pump", 90);
            flush(first);
            assertThat(first.processor().alerts(10)).hasSize(1);
        }
        assertThat(data.resolve("state")).isNotEmptyFile();
        onFreePorts().data(data).build().close();
    }

    @Test
    void dataFolder_underAFile_isRefusedWithItsPath() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");
        for (Path data : List.of(file, file.resolve("data"))) {
            assertThatThrownBy(onFreePorts().data(data)::build)
                    .isInstanceOfSatisfying(
                            DataFolderException.class, e -> assertThat(e.path()).isEqualTo(data.toAbsolutePath()))
                    .isNotInstanceOf(DataFolderInUseException.class)
                    .hasMessageContaining(data.toAbsolutePath() + " cannot be written")
                    .hasCauseInstanceOf(IOException.class);
        }
        assertThat(file).hasContent("mine");
    }

    @Test
    void dataFolder_linkToNowhere_isRefusedAndKept() throws IOException {
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("new"));
        assertThatThrownBy(onFreePorts().data(link)::build).isInstanceOf(DataFolderException.class);
        assertThat(link).isSymbolicLink();
    }

    @Test
    void dataFolder_linkToAFolder_isUsed() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), data);
        assertUsable(link);
        assertThat(data.resolve("state")).isNotEmptyFile();
    }

    @Test
    void checkpoint_ofALaterRelease_isRefusedAndKept() throws IOException {
        Path data = folder.resolve("data");
        assertUsable(data);
        byte[] state = Files.readAllBytes(data.resolve("state"));
        state[7] = 99;
        Files.write(data.resolve("state"), state);

        TelemetryRuntime runtime = onFreePorts().data(data).build();
        assertThatThrownBy(runtime::start)
                .isInstanceOf(NewerFileException.class)
                .hasMessageContaining("state was written by a later release (file version 99)");

        assertThat(data.resolve("state")).hasBinaryContent(state);
        assertThat(data.resolve("state.damaged")).doesNotExist();
    }

    @Test
    void database_ofALaterRelease_isRefusedAndKept() throws IOException {
        Path data = folder.resolve("data");
        assertUsable(data);
        byte[] database = Files.readAllBytes(data.resolve("alerts.db"));
        database[63] = 99;
        Files.write(data.resolve("alerts.db"), database);

        assertThatThrownBy(onFreePorts().data(data)::build)
                .isInstanceOf(NewerFileException.class)
                .hasMessageContaining("alerts.db was written by a later release (file version 99)");

        assertThat(data.resolve("alerts.db")).hasBinaryContent(database);
        assertThat(data.resolve("alerts.db.damaged")).doesNotExist();
    }

    @Test
    void port_inUse_isRefusedByStart_andTheRuntimeIsClosed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();
            TelemetryRuntime runtime = TelemetryRuntime.builder()
                    .config(RuntimeFixture.freePorts().dashboardPort(port).build())
                    .data(fresh())
                    .rules(List.of(hot()))
                    .shutdownHook(true)
                    .build();
            assertThat(fresh().resolve("rules.json")).exists();

            assertThatThrownBy(runtime::start).isInstanceOfSatisfying(PortUnavailableException.class, e -> {
                assertThat(e.endpoint()).isEqualTo(Endpoint.DASHBOARD);
                assertThat(e.port()).isEqualTo(port);
            });

            assertThat(runtime.processor().series("pump", "temperature").record(1))
                    .isFalse();
            assertThat(runtime.server().httpPort()).isEqualTo(-1);
            assertThatThrownBy(runtime::start).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(runtime.processor()::start).isInstanceOf(IllegalStateException.class);
            runtime.close();
        }
    }

    @Test
    void port_inUse_keepsAFolderThatWasThere() throws IOException {
        Path data = Files.createDirectory(folder.resolve("data"));
        Path mine = Files.writeString(data.resolve("sqlite-notes.txt"), "mine");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TelemetryRuntime runtime = TelemetryRuntime.builder()
                    .config(RuntimeFixture.freePorts()
                            .httpPort(taken.getLocalPort())
                            .build())
                    .data(data)
                    .rules(List.of(hot()))
                    .build();
            assertThatThrownBy(runtime::start).isInstanceOf(PortUnavailableException.class);
        }
        assertThat(mine).hasContent("mine");
        assertThat(data.resolve("alerts.db-wal")).doesNotExist();
        assertUsable(data);
    }

    @Test
    void rules_refused_areRefusedByBuild() throws IOException {
        AlertRule unknown = AlertRule.builder("x")
                .condition("thresold")
                .parameter("field", "temperature")
                .build();
        assertThatThrownBy(onFreePorts().data(fresh()).rules(List.of(hot(), unknown))::build)
                .isInstanceOf(InvalidRuleException.class)
                .hasMessageContaining("thresold");
        Path bad = Files.writeString(folder.resolve("bad.json"), "[{}]");
        assertThatThrownBy(onFreePorts().data(fresh()).rulesFile(bad)::build)
                .isInstanceOf(RuleSetRejectedException.class);
    }

    @Test
    void bindBeyondLoopback_withoutToken_isRefusedByBuild() {
        ServerSettings open = ServerSettings.builder().bind("0.0.0.0").build();
        assertThatThrownBy(onFreePorts().data(fresh()).server(open)::build)
                .isInstanceOfSatisfying(
                        InvalidSettingException.class,
                        e -> assertThat(e.setting()).isEqualTo("bind"));
    }

    @Test
    void processorSetup_thatThrows_isRefusedByBuild() {
        IllegalStateException failure = new IllegalStateException("no sender");
        assertThatThrownBy(onFreePorts().data(fresh()).processor(set -> {
                    throw failure;
                })::build)
                .isSameAs(failure)
                .hasNoSuppressedExceptions();
    }

    @Test
    void store_ofAHost_isClosedByARefusedStart() throws IOException {
        List<String> calls = new ArrayList<>();
        AlertStore store = new AlertStore() {
            @Override
            public CompletionStage<Void> append(List<Alert> steps) {
                return CompletableFuture.completedFuture(null);
            }

            @Override
            public void close() {
                calls.add("closed");
            }
        };
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TelemetryRuntime runtime = TelemetryRuntime.builder()
                    .config(RuntimeFixture.freePorts()
                            .webSocketPort(taken.getLocalPort())
                            .build())
                    .processor(set -> set.alertStore(store))
                    .build();
            assertThatThrownBy(runtime::start).isInstanceOf(PortUnavailableException.class);
        }
        assertThat(calls).containsExactly("closed");
    }

    @Test
    void source_thatFails_isRefusedByStart_andThoseBeforeItAreClosed() {
        List<String> calls = new ArrayList<>();
        IllegalStateException failure = new IllegalStateException("no sensor");
        IOException suppressed = new IOException("sensor is gone");
        TelemetryRuntime runtime = onFreePorts()
                .data(fresh())
                .onStart(processor -> () -> {
                    calls.add("closed, running " + processor.isRunning());
                    throw suppressed;
                })
                .onStart(processor -> {
                    throw failure;
                })
                .onStart(processor -> () -> calls.add("never"))
                .build();

        assertThatThrownBy(runtime::start).isSameAs(failure).hasSuppressedException(suppressed);

        assertThat(calls).containsExactly("closed, running true");
        assertThat(runtime.processor().isRunning()).isFalse();
    }

    @Test
    void close_neverStarted_deletesANewFolder() {
        TelemetryRuntime runtime =
                onFreePorts().data(fresh()).rules(List.of(hot())).build();
        assertThat(fresh().resolve("alerts.db")).exists();
        assertThat(RuntimeFixture.threads()).isEmpty();
        runtime.close();
    }

    @Test
    void close_neverStarted_keepsWhatOthersPutBesideANewFolder() throws IOException {
        Path outer = folder.resolve("outer");
        TelemetryRuntime runtime = onFreePorts().data(outer.resolve("data")).build();
        Path other = Files.writeString(outer.resolve("other"), "theirs");
        runtime.close();
        assertThat(other).hasContent("theirs");
        assertThat(outer.resolve("data")).doesNotExist();
    }
}
