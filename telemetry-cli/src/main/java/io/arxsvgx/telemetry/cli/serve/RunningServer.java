// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli.serve;

import static java.util.Objects.requireNonNull;

import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.cli.client.PemTrustStore;
import io.arxsvgx.telemetry.cli.shell.CliException;
import io.arxsvgx.telemetry.cli.shell.FileErrors;
import io.arxsvgx.telemetry.json.RuleSetRejectedException;
import io.arxsvgx.telemetry.notify.Notifications;
import io.arxsvgx.telemetry.notify.NotificationsBuilder;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.runtime.DataFolderException;
import io.arxsvgx.telemetry.runtime.DataFolderInUseException;
import io.arxsvgx.telemetry.runtime.TelemetryRuntime;
import io.arxsvgx.telemetry.runtime.UnfinishedRestoreException;
import io.arxsvgx.telemetry.server.PortUnavailableException;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import io.arxsvgx.telemetry.store.NewerFileException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** A runtime with the settings of a start, and the event sources of a demo. Not thread-safe. */
final class RunningServer implements AutoCloseable {
    private static final int FIRST_UNPRIVILEGED_PORT = 1_024;

    private final StartSettings settings;
    private final @Nullable Demo demo;
    private final TelemetryRuntime runtime;

    private RunningServer(StartSettings settings, @Nullable Demo demo, TelemetryRuntime runtime) {
        this.settings = settings;
        this.demo = demo;
        this.runtime = runtime;
    }

    /**
     * Starts the runtime, the server and the demo.
     *
     * @param tokens the tokens that clients must send
     * @param data the data folder; null for none
     * @param demo the event sources of a demo; null for none
     */
    static RunningServer start(StartSettings settings, AccessTokens tokens, @Nullable Path data, @Nullable Demo demo) {
        try {
            TelemetryRuntime runtime = builder(settings, tokens, data, demo).build();
            RunningServer running = new RunningServer(settings, demo, runtime);
            running.start();
            return running;
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }

    private static TelemetryRuntime.Builder builder(
            StartSettings settings, AccessTokens tokens, @Nullable Path data, @Nullable Demo demo) {
        Path rules = settings.path("rules");
        TelemetryRuntime.Builder builder = TelemetryRuntime.builder()
                .config(settings.config())
                .data(data)
                .notifications(settings.path("notifications"))
                .externalUrl(settings.text("external_url"))
                .allowCommands(settings.flag("allow_commands"))
                .server(serverSettings(settings, tokens))
                .processor(processor -> notifyBy(settings, processor));
        if (rules == null) {
            builder.rules(DefaultRules.all());
        } else {
            builder.rulesFile(rules);
        }
        if (demo != null) {
            demo.feeds().forEach(builder::onStart);
        }
        return builder;
    }

    private void start() {
        try {
            // one that was changed over HTTP on an earlier run is stored, and present already
            StartPacks.rules(settings).forEach(runtime.processor().rules()::addIfAbsent);
            if (demo != null) {
                demo.rules().forEach(runtime.processor()::addAlertRule);
            }
            runtime.start();
        } catch (RuntimeException e) {
            closeAfter(e);
            throw e;
        }
    }

    private void closeAfter(RuntimeException failure) {
        try {
            runtime.close();
        } catch (RuntimeException e) {
            failure.addSuppressed(e);
        }
    }

    /** The short form of notifications: one address. A file of notifications is read by the runtime. */
    private static void notifyBy(StartSettings settings, TelemetryProcessor.Builder processor) {
        String webhook = settings.text("webhook");
        if (webhook != null) {
            processor.notifier(webhook(settings, webhook));
        }
    }

    private static Notifications webhook(StartSettings settings, String address) {
        NotificationsBuilder builder = Notifications.builder().webhook(URI.create(address));
        Duration timeout = settings.seconds("webhook_timeout");
        if (timeout != null) {
            builder.webhookTimeout(timeout);
        }
        Duration maxElapsed = settings.seconds("webhook_max_elapsed");
        if (maxElapsed != null) {
            builder.maxElapsed(maxElapsed);
        }
        String ca = settings.text("ca");
        if (ca != null) {
            // read here too, so that a fault names the option
            PemTrustStore.in(Path.of(ca));
            builder.webhookCertificates(Path.of(ca));
        }
        return builder.build();
    }

    private static ServerSettings serverSettings(StartSettings settings, AccessTokens tokens) {
        ServerSettings.Builder builder = ServerSettings.builder()
                .apiToken(tokens.api())
                .viewToken(tokens.view())
                .hosts(settings.list("hosts"))
                .origins(settings.list("origins"));
        String bind = settings.text("bind");
        if (bind != null) {
            builder.bind(bind);
        }
        Path certificate = settings.path("tls_certificate");
        Path key = settings.path("tls_key");
        if (certificate != null) {
            builder.certificate(certificate, key == null ? certificate : key);
        }
        return builder.build();
    }

    /** Converts a failure to one line for the user. */
    private static RuntimeException explained(RuntimeException e) {
        if (e instanceof CliException) {
            return e;
        }
        if (e instanceof PortUnavailableException unavailable) {
            return portFault(unavailable);
        }
        if (e instanceof DataFolderException unavailable) {
            return folderFault(unavailable);
        }
        if (e instanceof UncheckedIOException || e instanceof NewerFileException) {
            return CliException.failed(String.valueOf(e.getMessage()), e);
        }
        if (e instanceof RuleSetRejectedException refused) {
            return CliException.usage("rules rejected: " + String.join("; ", refused.reasons()));
        }
        return e instanceof IllegalArgumentException ? CliException.usage(String.valueOf(e.getMessage())) : e;
    }

    private static CliException folderFault(DataFolderException e) {
        if (e instanceof UnfinishedRestoreException) {
            return CliException.failed(String.valueOf(e.getMessage()), e);
        }
        String problem = e instanceof DataFolderInUseException
                ? " is in use by another server; choose another folder with --data, or store nothing with --no-data"
                : " is not writable (" + FileErrors.reason(e.path(), requireNonNull(e.getCause()))
                        + "); choose another folder with --data, or store nothing with --no-data";
        return CliException.failed("data folder " + e.path() + problem, e);
    }

    private static CliException portFault(PortUnavailableException e) {
        // the platform reports a privileged port and a port in use by the same exception
        boolean isTaken = e.port() >= FIRST_UNPRIVILEGED_PORT && isBindException(e);
        String option = "--" + e.endpoint().label() + "-port";
        return isTaken
                ? CliException.failed(
                        "port " + e.port() + " is in use by another program; choose another with " + option
                                + ", or 0 for a free one",
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
        return runtime.processor();
    }

    RealtimeTelemetryServer server() {
        return runtime.server();
    }

    /** The folder that stores alerts, rules and state; null for none. */
    @Nullable
    Path data() {
        return runtime.data().orElse(null);
    }

    @Nullable
    Demo demo() {
        return demo;
    }

    /** Stops all parts in reverse order, so that all accepted events are processed and stored. */
    @Override
    public void close() {
        try {
            runtime.close();
        } catch (DataFolderException e) {
            throw CliException.failed(String.valueOf(e.getMessage()), e);
        } catch (RuntimeException e) {
            throw explained(e);
        }
    }
}
