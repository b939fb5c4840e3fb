// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.notification.AlertNotifier;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A real server on free ports that commands call. */
final class LiveServer implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    TelemetryProcessor processor;
    RealtimeTelemetryServer server;

    private TelemetryConfig.Builder config = TelemetryConfig.builder();
    private @Nullable AlertNotifier notifier;
    private ServerSettings settings = ServerSettings.defaults();

    /** Sets the configuration of later starts; the ports are free ones. */
    LiveServer config(TelemetryConfig.Builder configuration) {
        config = configuration;
        return this;
    }

    /** Sets the server settings of later starts. */
    LiveServer settings(ServerSettings.Builder builder) {
        settings = builder.build();
        return this;
    }

    /** Sets the notifier of the next start. */
    LiveServer notifier(AlertNotifier next) {
        notifier = next;
        return this;
    }

    /** Starts a processor with a server, and closes earlier ones. */
    LiveServer start() {
        startWaiting();
        processor.start();
        return this;
    }

    /** Starts a server with a processor that does not run yet, so that its buffer fills. */
    LiveServer startWaiting() {
        close();
        TelemetryConfig made =
                config.httpPort(0).webSocketPort(0).dashboardPort(0).build();
        TelemetryProcessor.Builder builder = TelemetryProcessor.builder().config(made);
        if (notifier != null) {
            builder.notifier(notifier);
        }
        processor = builder.build();
        DefaultRules.all().forEach(processor::addAlertRule);
        server = RealtimeTelemetryServer.create(processor, made, settings);
        server.start();
        return this;
    }

    /** The environment variables with which commands call this server. */
    Map<String, String> environment() {
        return Map.of("TELEMETRY_SERVER", address());
    }

    Map<String, String> environment(String name, String value) {
        Map<String, String> all = new HashMap<>(environment());
        all.put(name, value);
        return all;
    }

    String address() {
        return "http://127.0.0.1:" + server.httpPort();
    }

    Run run(String... args) {
        return Run.with(environment(), args);
    }

    /** The JSON output of a command. */
    JsonNode json(String... args) {
        Run run = run(args);
        assertThat(run.err()).isEmpty();
        return JSON.read(run.out());
    }

    void flush() {
        assertThat(processor.flush(LONG)).isTrue();
    }

    @Override
    public void close() {
        if (server != null) {
            server.close();
        }
        if (processor != null) {
            processor.close();
        }
    }
}
