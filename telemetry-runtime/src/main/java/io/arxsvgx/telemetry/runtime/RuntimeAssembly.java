// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.runtime;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The parts of a runtime, and the order in which they are created, started and closed. Not thread-safe. */
final class RuntimeAssembly {
    private final CloseSequence closing = new CloseSequence();
    private final TelemetryRuntime.Builder set;
    private final @Nullable DataFolder folder;
    private final TelemetryProcessor processor;
    /** With no endpoint enabled where there is to be no server: it sets the rules, and watches their file. */
    private final RealtimeTelemetryServer server;

    private boolean started;

    /** Creates the parts; if that fails, nothing is left of them. */
    RuntimeAssembly(TelemetryRuntime.Builder set) {
        this.set = set;
        try {
            folder = set.data == null ? null : openFolder(set.data);
            processor = createProcessor(folder);
            closing.push(processor);
            server = RealtimeTelemetryServer.create(processor, serverConfig(), serverSettings(folder));
            setRules(folder);
        } catch (Throwable e) {
            closeAfter(e);
            throw e;
        }
    }

    private DataFolder openFolder(Path data) {
        DataFolder opened = DataFolder.open(data);
        closing.push(() -> {
            if (started) {
                opened.close();
            } else {
                opened.discardIfNew();
            }
        });
        return opened;
    }

    private TelemetryProcessor createProcessor(@Nullable DataFolder data) {
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder();
        set.processor.accept(builder);
        builder.config(set.config);
        if (set.notifications != null) {
            builder.notifier(RuntimeNotifier.read(set.notifications, set.externalUrl, set.allowsCommands));
        }
        if (data != null) {
            SqliteAlertStore store = SqliteAlertStore.open(data.alerts(), set.config.timeSource());
            closing.push(store);
            builder.alertStore(store);
        }
        return builder.build();
    }

    private TelemetryConfig serverConfig() {
        if (set.server != null) {
            return set.config;
        }
        return set.config.toBuilder()
                .enableHttp(false)
                .enableWebSocket(false)
                .enableDashboard(false)
                .build();
    }

    private ServerSettings serverSettings(@Nullable DataFolder data) {
        ServerSettings.Builder settings = set.server == null ? ServerSettings.builder() : set.server.toBuilder();
        if (set.rulesFile != null) {
            settings.rulesFile(set.rulesFile);
        }
        if (data != null) {
            settings.savedRules(data.rules()).boards(data.boards());
        }
        return settings.build();
    }

    private void setRules(@Nullable DataFolder data) {
        if (data == null) {
            set.rules.forEach(processor::addAlertRule);
        } else if (!set.rules.isEmpty() && data.isUnseeded()) {
            set.rules.forEach(processor.rules()::check);
            data.seed(set.rules);
        }
        server.loadRules();
    }

    /** Starts the parts; if that fails, what has started runs until {@link #closeAfter}. */
    void start() {
        if (folder != null) {
            closing.push(
                    StateFile.attach(processor, processor.alerts().history(), folder.state(), set.checkpointInterval));
        }
        closing.push(processor::stop);
        processor.start();
        closing.push(server);
        server.start();
        for (Function<? super TelemetryProcessor, ? extends AutoCloseable> source : set.sources) {
            closing.push(requireNonNull(source.apply(processor), "onStart"));
        }
        started = true;
    }

    /** Closes what was created and started, last first. */
    void close() {
        closing.close();
    }

    /** Closes what was created and started because something failed. */
    void closeAfter(Throwable cause) {
        closing.closeAfter(cause);
    }

    TelemetryProcessor processor() {
        return processor;
    }

    RealtimeTelemetryServer server() {
        return server;
    }

    Optional<Path> data() {
        return Optional.ofNullable(folder).map(DataFolder::path);
    }
}
