// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.alert.NotificationSender;
import io.arxsvgx.telemetry.cli.client.PemTrustStore;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.server.PortUnavailableException;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.server.WebhookSender;
import io.arxsvgx.telemetry.store.SqliteAlertStore;
import io.arxsvgx.telemetry.store.StateFile;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/** A processor, its store, its server, and what feeds it in a demo; closed in the right order. Not thread-safe. */
final class RunningServer implements AutoCloseable {
    private static final int FIRST_UNPRIVILEGED_PORT = 1_024;
    private static final Duration STATE_INTERVAL = Duration.ofSeconds(10);

    private final Deque<Runnable> closing = new ArrayDeque<>();
    private final StartSettings settings;
    private final @Nullable Demo demo;
    private final @Nullable DataFolder folder;
    private boolean started;
    private final TelemetryProcessor processor;
    private final RealtimeTelemetryServer server;

    private RunningServer(StartSettings settings, @Nullable String token, @Nullable Path data, @Nullable Demo demo) {
        this.settings = settings;
        this.demo = demo;
        try {
            folder = data == null ? null : opened(data);
            SqliteAlertStore store = folder == null ? null : SqliteAlertStore.open(folder.alerts());
            processor = processor(settings, store);
            closing.push(processor::close);
            server = RealtimeTelemetryServer.create(processor, settings.config(), serverSettings(token));
            run(store);
            started = true;
        } catch (RuntimeException e) {
            close();
            throw explained(e);
        }
    }

    /**
     * Starts all.
     *
     * @param token what callers must bring; null for none
     * @param data where to keep what has to outlive the process; null for nowhere
     * @param demo what feeds in events; null for nothing
     */
    static RunningServer start(
            StartSettings settings, @Nullable String token, @Nullable Path data, @Nullable Demo demo) {
        return new RunningServer(settings, token, data, demo);
    }

    private DataFolder opened(Path data) {
        DataFolder opened = DataFolder.open(data);
        closing.push(() -> {
            opened.close();
            if (!started) {
                opened.discardIfNew();
            }
        });
        if (settings.text("rules") == null) {
            opened.seed(DefaultRules.all());
        }
        return opened;
    }

    private static TelemetryProcessor processor(StartSettings settings, @Nullable SqliteAlertStore store) {
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder().config(settings.config());
        if (store != null) {
            builder.alertStore(store);
        }
        String webhook = settings.text("webhook");
        if (webhook != null) {
            builder.notificationSender(sender(settings, webhook));
        }
        return builder.build();
    }

    private static NotificationSender sender(StartSettings settings, String address) {
        WebhookSender.Builder builder = WebhookSender.builder(address);
        Duration timeout = settings.seconds("webhook_timeout");
        if (timeout != null) {
            builder.timeout(timeout);
        }
        Duration maxElapsed = settings.seconds("webhook_max_elapsed");
        if (maxElapsed != null) {
            builder.maxElapsed(maxElapsed);
        }
        String ca = settings.text("ca");
        return builder.sslContext(ca == null ? null : PemTrustStore.in(Path.of(ca)))
                .build();
    }

    private ServerSettings serverSettings(@Nullable String token) {
        ServerSettings.Builder builder = ServerSettings.builder()
                .apiToken(token)
                .hosts(settings.list("hosts"))
                .origins(settings.list("origins"));
        String bind = settings.text("bind");
        if (bind != null) {
            builder.bind(bind);
        }
        builder.rulesFile(settings.path("rules"));
        if (folder != null) {
            builder.savedRules(folder.rules()).boards(folder.boards());
        }
        Path certificate = settings.path("tls_certificate");
        Path key = settings.path("tls_key");
        if (certificate != null) {
            builder.certificate(certificate, key == null ? certificate : key);
        }
        return builder.build();
    }

    private void run(@Nullable SqliteAlertStore store) {
        if (folder == null && settings.text("rules") == null) {
            DefaultRules.all().forEach(processor::addAlertRule);
        }
        server.loadRules();
        if (demo != null) {
            demo.rules().forEach(processor::addAlertRule);
        }
        if (folder != null && store != null) {
            closing.push(StateFile.attach(processor, store, folder.state(), STATE_INTERVAL)::close);
        }
        closing.push(processor::stop);
        processor.start();
        closing.push(server::stop);
        server.start();
        if (demo != null) {
            demo.start(processor, closing);
        }
    }

    /** What went wrong, in one line for the user. */
    private RuntimeException explained(RuntimeException e) {
        if (e instanceof CliException) {
            return e;
        }
        if (e instanceof PortUnavailableException unavailable) {
            return portFault(unavailable);
        }
        if (e instanceof UncheckedIOException) {
            return CliException.failed(String.valueOf(e.getMessage()), e);
        }
        if (e instanceof RuleSetRejectedException refused) {
            return CliException.usage("the rules are refused: " + String.join("; ", refused.reasons()));
        }
        return e instanceof IllegalArgumentException ? CliException.usage(String.valueOf(e.getMessage())) : e;
    }

    private static CliException portFault(PortUnavailableException e) {
        // the platform refuses a privileged port by the same exception as one that is in use
        boolean isTaken = e.port() >= FIRST_UNPRIVILEGED_PORT && isBindException(e);
        String option = "--" + e.endpoint().label() + "-port";
        return isTaken
                ? CliException.failed(
                        "port " + e.port() + " is in use by another program; " + option
                                + " names another, 0 takes a free one",
                        e)
                : CliException.failed(String.valueOf(e.getMessage()), e);
    }

    private static boolean isBindException(Throwable e) {
        for (Throwable cause = e; cause != null; cause = cause.getCause()) {
            if (cause instanceof BindException) {
                return true;
            }
        }
        return false;
    }

    StartSettings settings() {
        return settings;
    }

    TelemetryProcessor processor() {
        return processor;
    }

    RealtimeTelemetryServer server() {
        return server;
    }

    @Nullable
    DataFolder folder() {
        return folder;
    }

    @Nullable
    Demo demo() {
        return demo;
    }

    /** Stops what was started, last first, so that all that was accepted is processed and kept. */
    @Override
    public void close() {
        while (!closing.isEmpty()) {
            closing.pop().run();
        }
    }
}
