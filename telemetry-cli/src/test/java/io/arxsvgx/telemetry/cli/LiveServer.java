// Copyright the Arx Telemetry authors.
// SPDX-License-Identifier: Apache-2.0
package io.arxsvgx.telemetry.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.arxsvgx.telemetry.TelemetryConfig;
import io.arxsvgx.telemetry.TelemetryProcessor;
import io.arxsvgx.telemetry.json.JsonCodec;
import io.arxsvgx.telemetry.json.JsonLimits;
import io.arxsvgx.telemetry.rules.DefaultRules;
import io.arxsvgx.telemetry.server.RealtimeTelemetryServer;
import io.arxsvgx.telemetry.server.ServerSettings;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A real server on free ports, for commands to call. */
final class LiveServer implements AutoCloseable {
    static final Duration LONG = Duration.ofSeconds(20);

    private static final JsonCodec JSON = new JsonCodec(JsonLimits.defaults());

    final TelemetryProcessor processor;
    final RealtimeTelemetryServer server;

    private LiveServer(TelemetryConfig.Builder config, ServerSettings settings, boolean run) {
        TelemetryConfig made =
                config.httpPort(0).webSocketPort(0).dashboardPort(0).build();
        processor = TelemetryProcessor.create(made);
        DefaultRules.all().forEach(processor::addAlertRule);
        if (run) {
            processor.start();
        }
        server = RealtimeTelemetryServer.create(processor, made, settings);
        server.start();
    }

    static LiveServer start() {
        return new LiveServer(TelemetryConfig.builder(), ServerSettings.defaults(), true);
    }

    static LiveServer start(TelemetryConfig.Builder config) {
        return new LiveServer(config, ServerSettings.defaults(), true);
    }

    static LiveServer start(ServerSettings settings) {
        return new LiveServer(TelemetryConfig.builder(), settings, true);
    }

    /** A server whose processor does not run yet, so that its buffer fills. */
    static LiveServer waiting(int bufferSize) {
        return new LiveServer(TelemetryConfig.builder().bufferSize(bufferSize), ServerSettings.defaults(), false);
    }

    /** The variables that make commands call this server. */
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

    /** What a command prints for programs. */
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
        server.close();
        processor.close();
    }
}
